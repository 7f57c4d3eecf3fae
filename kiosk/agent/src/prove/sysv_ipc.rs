//! System V shared memory, semaphores and message queues of the machine's own IPC namespace. (A session has another,
//! which ends with it.)

use std::fs;

use epn_wire::report::Leftover;

use super::{Target, left};
use crate::fault::{Doing, Fault};

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Shared memory.
    Memory,
    /// Semaphores.
    Semaphores,
    /// Messages.
    Messages,
}

impl Kind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Memory, Self::Semaphores, Self::Messages];

    /// The kernel's list, and the name of its column of ids.
    fn list(self) -> (&'static str, &'static str) {
        match self {
            Self::Memory => ("/proc/sysvipc/shm", "shmid"),
            Self::Semaphores => ("/proc/sysvipc/sem", "semid"),
            Self::Messages => ("/proc/sysvipc/msg", "msqid"),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Memory => "sysv-shm",
            Self::Semaphores => "sysv-sem",
            Self::Messages => "sysv-msg",
        }
    }
}

/// No object is owned or was created by the uid.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let mut found = Vec::new();
    for kind in Kind::ALL {
        found.extend(left(kind.name(), kind.list().0, find(kind, target)?.len()));
    }
    Ok(found)
}

/// The ids of the uid's objects.
pub fn find(kind: Kind, target: &Target) -> Result<Vec<i32>, Fault> {
    let (list, id) = kind.list();
    let text = fs::read_to_string(list).doing(|| format!("reading {list}"))?;
    ids(&text, id, target.visitor.as_raw())
        .ok_or_else(|| Fault::new(format!("reading {list}"), "unknown columns"))
}

fn ids(list: &str, id: &str, uid: u32) -> Option<Vec<i32>> {
    let mut lines = list.lines();
    let header: Vec<&str> = lines.next()?.split_whitespace().collect();
    let column = |name: &str| header.iter().position(|title| *title == name);
    let (id, owner, creator) = (column(id)?, column("uid")?, column("cuid")?);
    let mut found = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let is_own = |cell: usize| cells.get(cell).is_some_and(|value| value.parse() == Ok(uid));
        if is_own(owner) || is_own(creator) {
            found.push(cells.get(id)?.parse().ok()?);
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn owner_or_creator_by_the_columns_names() {
        let list = "       key      semid perms      nsems   uid   gid  cuid  cgid      otime      ctime\n\
                    1 3 600 1 61000 0 0 0 0 0\n\
                    2 4 600 1 0 0 61000 0 0 0\n\
                    3 61000 600 1 0 0 0 0 0 0\n";
        assert_eq!(ids(list, "semid", 61_000), Some(vec![3, 4]));
        assert_eq!(ids("key perms\n", "semid", 61_000), None);
    }
}
