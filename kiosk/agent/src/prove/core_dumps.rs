//! Memory images of crashed programs.

use std::path::PathBuf;

use epn_wire::report::Leftover;

use super::{Target, left_in, spool};
use crate::fault::Fault;

/// No dump is the uid's.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    Ok(left_in("core-dump", find(target)?.into_iter().map(|(folder, files)| (folder, files.len()))))
}

/// The uid's dumps, by folder.
pub fn find(target: &Target) -> Result<Vec<(PathBuf, Vec<PathBuf>)>, Fault> {
    let uid = target.visitor.as_raw();
    spool::in_folders(uid, &target.places.core_dumps, |name| names_uid(name, uid))
}

/// systemd-coredump's files belong to root and are named `core.PROGRAM.UID.BOOT.PID.TIME` with an optional `.zst`
/// and the like; a program's name may hold dots.
fn names_uid(name: &str, uid: u32) -> bool {
    let mut fields: Vec<&str> = name.split('.').collect();
    if fields.last().is_some_and(|last| !last.bytes().all(|byte| byte.is_ascii_digit())) {
        fields.pop();
    }
    let from_end = fields.iter().rev().nth(3);
    fields.first() == Some(&"core") && from_end.is_some_and(|field| field.parse() == Ok(uid))
}

#[cfg(test)]
mod tests {
    use super::names_uid;

    #[test]
    fn the_uid_is_in_the_name() {
        assert!(names_uid("core.a.out.61000.0123abcd.4711.1700000000000000.zst", 61_000));
        assert!(names_uid("core.sh.61000.0123abcd.4711.1700000000000000", 61_000));
        assert!(!names_uid("core.61000.0.0123abcd.4711.1700000000000000.zst", 61_000));
        assert!(!names_uid("notes", 61_000));
    }
}
