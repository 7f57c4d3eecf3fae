//! The recovery code: the way to a console of the machine where no hub answers. It is made when the station is paired, shown
//! once, and known afterwards by its hash alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use epn_rules::long_code::RecoveryCode;
use epn_wire::lease::{NoRandomness, Nonce};
use zeroize::Zeroizing;

use crate::imprint;

/// The file in the agent's folder.
const FILE: &str = "recovery";

/// What a code is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    salt: [u8; 16],
    hash: [u8; 32],
}

/// Why there is no code.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error("the recovery code cannot be hashed: there is too little memory")]
    Memory,
    #[error(
        "{} cannot be read or written ({cause}): check that the state folder is there and has room, and run this as root",
        .path.display()
    )]
    File { path: PathBuf, cause: io::Error },
    #[error("{} does not hold a recovery code's hash: make another code with `epn-agent recovery`", .0.display())]
    Damaged(PathBuf),
}

impl Recovery {
    /// A new code, and what it is known by.
    pub fn make() -> Result<(RecoveryCode, Self), RecoveryError> {
        let code = RecoveryCode::from_random(Nonce::random()?.0);
        let salt = Nonce::random()?.0;
        let hash = imprint::hash(code.bits().as_ref(), &salt).ok_or(RecoveryError::Memory)?;
        Ok((code, Self { salt, hash: *hash }))
    }

    /// Keeps it in the agent's folder, in place of one before.
    pub fn save(&self, folder: &Path) -> Result<(), RecoveryError> {
        let (path, new) = (folder.join(FILE), folder.join(format!("{FILE}.new")));
        let written = || {
            let mut file =
                OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
            writeln!(file, "{}\n{}", HEXLOWER.encode(&self.salt), HEXLOWER.encode(&self.hash))?;
            file.sync_all()?;
            fs::rename(&new, &path)?;
            File::open(folder)?.sync_all()
        };
        written().map_err(|cause| RecoveryError::File { path: path.clone(), cause })
    }

    /// Reads it; none if no code was made yet.
    pub fn load(folder: &Path) -> Result<Option<Self>, RecoveryError> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(RecoveryError::File { path, cause }),
        };
        Self::read(&text).map(Some).ok_or(RecoveryError::Damaged(path))
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(|line| HEXLOWER.decode(line.as_bytes()));
        let salt = lines.next()?.ok()?.try_into().ok()?;
        let hash = lines.next()?.ok()?.try_into().ok()?;
        Some(Self { salt, hash })
    }

    /// Whether this is the code.
    pub fn is_of(&self, code: &RecoveryCode) -> bool {
        let bits: Zeroizing<[u8; 16]> = code.bits();
        imprint::hash(bits.as_ref(), &self.salt).is_some_and(|hash| *hash == self.hash)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_code_is_known_again_after_a_restart_and_replaced_by_the_next() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Recovery::load(dir.path()).unwrap(), None);
        let (code, made) = Recovery::make().unwrap();
        made.save(dir.path()).unwrap();
        let kept = Recovery::load(dir.path()).unwrap().unwrap();
        assert!(kept.is_of(&code));
        let (other, next) = Recovery::make().unwrap();
        assert!(!kept.is_of(&other));
        next.save(dir.path()).unwrap();
        let kept = Recovery::load(dir.path()).unwrap().unwrap();
        assert!(kept.is_of(&other) && !kept.is_of(&code));
    }

    #[test]
    fn only_the_agent_reads_it_and_the_code_is_not_in_it() {
        let dir = tempfile::tempdir().unwrap();
        let (code, made) = Recovery::make().unwrap();
        made.save(dir.path()).unwrap();
        let path = dir.path().join(FILE);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains(&HEXLOWER.encode(code.bits().as_ref())), "{text}");
    }

    #[test]
    fn what_is_no_hash_is_said() {
        let dir = tempfile::tempdir().unwrap();
        for text in ["", "00", "zz\nzz\n"] {
            fs::write(dir.path().join(FILE), text).unwrap();
            let error = Recovery::load(dir.path()).unwrap_err();
            assert!(error.to_string().contains("epn-agent recovery"), "{error}");
        }
    }
}
