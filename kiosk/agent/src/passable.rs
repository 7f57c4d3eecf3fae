//! Folders that other uids pass through: the visitor to its home, the kiosk to its socket.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Makes the folder and those above it that are missing. The agent's umask closes what it makes to everybody else;
/// these stay open to pass through.
pub fn make(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make(above)?;
    }
    match fs::create_dir(folder) {
        Ok(()) => fs::set_permissions(folder, Permissions::from_mode(0o755)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_left_as_it_is_and_the_rest_lets_others_pass() {
        let dir = tempfile::tempdir().unwrap();
        let above = dir.path().join("closed");
        fs::create_dir(&above).unwrap();
        fs::set_permissions(&above, Permissions::from_mode(0o700)).unwrap();
        make(&above.join("a/b")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&above), 0o700);
        assert_eq!((mode(&above.join("a")), mode(&above.join("a/b"))), (0o755, 0o755));
    }
}
