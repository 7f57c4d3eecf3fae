//! Founding a site: there is a whole one afterwards, or none.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use epn_rules::id::{PolicyId, RoomId, SiteId, StaffId};
use epn_rules::policy::Policy;
use epn_wire::console::StaffRole;
use epn_wire::secret::Secret;
use jiff::Timestamp;
use serde_json::json;
use ulid::Ulid;

use crate::config::Config;
use crate::folder::{Folder, FolderError, Layout};
use crate::hashing::{HashError, Hasher};
use crate::keys::{self, Keys, KeysError};
use crate::name;
use crate::store::{Store, StoreError, audit, policy, site, staff};

/// What a new site begins with.
#[derive(Debug)]
pub struct Founding {
    /// The site's name, as people call it.
    pub site: String,
    /// The room's name.
    pub room: String,
    /// The first staff account.
    pub staff: String,
    pub role: StaffRole,
    pub password: Secret,
    /// The machine's settings, written to `hub.toml`.
    pub config: Config,
}

/// No site was founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    #[error("there is a site in {} already: choose another folder", .0.display())]
    Exists(PathBuf),
    #[error("{} is not empty: choose an empty or a new folder", .0.display())]
    Occupied(PathBuf),
    #[error("{} names no folder", .0.display())]
    NoFolder(PathBuf),
    #[error("the {what}'s name must have 1 to {longest} characters, all on one line")]
    BadName { what: &'static str, longest: usize },
    #[error("{} cannot be made ({cause}): choose a folder that you may write to", .path.display())]
    Unwritable { path: PathBuf, cause: io::Error },
    #[error("the settings cannot be written: {0}")]
    Config(#[from] toml::ser::Error),
    #[error(transparent)]
    Keys(#[from] KeysError),
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Hash(#[from] HashError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Founds a site in `target`, a folder that is empty or does not exist. It is built beside and moved into place.
pub fn found(target: &Path, founding: &Founding) -> Result<(), FoundingError> {
    refuse_existing(target)?;
    check("site", &founding.site, 200)?;
    check("room", &founding.room, 200)?;
    check("account", &founding.staff, 100)?;
    let (parent, beside) = beside(target)?;
    let made = build(&beside, founding).and_then(|()| {
        let moved = || {
            if target.exists() {
                std::fs::remove_dir(target)?;
            }
            std::fs::rename(&beside, target)?;
            sync(&parent)
        };
        moved().map_err(unwritable(target))
    });
    if made.is_err() {
        // What was begun is of no use to anybody.
        let _ = std::fs::remove_dir_all(&beside);
    }
    made
}

fn unwritable(path: &Path) -> impl Fn(io::Error) -> FoundingError {
    let path = path.to_owned();
    move |cause| FoundingError::Unwritable { path: path.clone(), cause }
}

fn refuse_existing(target: &Path) -> Result<(), FoundingError> {
    if Layout::new(target).database().exists() {
        return Err(FoundingError::Exists(target.to_owned()));
    }
    let occupied = std::fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || target.is_file() {
        return Err(FoundingError::Occupied(target.to_owned()));
    }
    Ok(())
}

fn check(what: &'static str, name: &str, longest: usize) -> Result<(), FoundingError> {
    if !name::is_fit(name, longest) {
        return Err(FoundingError::BadName { what, longest });
    }
    Ok(())
}

/// The folder that `target` is to lie in, and a folder in it to build in, which a crash leaves recognisable.
fn beside(target: &Path) -> Result<(PathBuf, PathBuf), FoundingError> {
    let name = target.file_name().ok_or_else(|| FoundingError::NoFolder(target.to_owned()))?;
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent).map_err(unwritable(parent))?;
    let beside = parent.join(format!(".{}.new-{}", name.to_string_lossy(), Ulid::new()));
    Ok((parent.to_owned(), beside))
}

fn build(folder: &Path, founding: &Founding) -> Result<(), FoundingError> {
    DirBuilder::new().mode(0o700).create(folder).map_err(unwritable(folder))?;
    let layout = Layout::new(folder);
    Keys::create(&layout.keys(), &founding.site)?;
    let settings = toml::to_string_pretty(&founding.config)?;
    std::fs::write(layout.config(), settings).map_err(unwritable(&layout.config()))?;
    Store::create(&layout.database())?;
    // The lock is made with the rest and belongs to the same user, whoever runs the first command.
    drop(Folder::open(folder)?);
    let keys = Keys::load(&layout.keys())?;
    let hasher = Hasher::new(&founding.config.hashing, keys.pepper.clone())?;
    let password = hasher.hash_password_now(&founding.password)?;
    let site = fill(&layout, founding, password)?;
    keys::note(&layout.keys(), site)?;
    sync(&layout.keys()).and_then(|()| sync(folder)).map_err(unwritable(folder))
}

fn fill(layout: &Layout, founding: &Founding, password: String) -> Result<SiteId, StoreError> {
    let site = site::Site {
        id: SiteId(Ulid::new()),
        name: founding.site.trim().to_owned(),
        room: RoomId(Ulid::new()),
        room_name: founding.room.trim().to_owned(),
        created: Timestamp::now(),
    };
    let account = staff::Staff {
        id: StaffId(Ulid::new()),
        name: founding.staff.trim().to_owned(),
        role: founding.role,
    };
    let first = policy::Version {
        id: PolicyId(Ulid::new()),
        number: 1,
        since: site.created,
        applies_from: None,
        policy: Policy::default(),
    };
    let id = site.id;
    let store = Store::open_inline(&layout.database())?;
    store.writer.run_now(move |tx| {
        site::insert(tx, &site)?;
        staff::insert(tx, &account, &password, site.created)?;
        policy::insert(tx, &first, None)?;
        audit::insert(tx, site.created, None, "site-founded", Some(&site.id.to_string()), &json!({}))?;
        Ok(id)
    })
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
