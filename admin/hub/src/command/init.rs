//! `epn-hub init`: a new site.

use std::fs::{DirBuilder, File};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use epn_rules::id::{PolicyId, RoomId, SiteId, StaffId};
use epn_rules::policy::Policy;
use epn_wire::console::StaffRole;
use epn_wire::secret::Secret;
use jiff::Timestamp;
use serde_json::json;
use ulid::Ulid;

use super::password;
use crate::cli::DataArgs;
use crate::config::{Config, Hashing};
use crate::folder::Layout;
use crate::hashing::Hasher;
use crate::keys::Keys;
use crate::store::{Store, StoreError, audit, policy, site, staff};

/// Make a new site: database, certificate authority, default policy, first staff account
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  printf '%s' \"$PASSWORD\" | epn-hub init --data /var/lib/epn --site \"Espace numérique de Sully\"")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    /// The site's name, as people call it
    #[arg(long, value_name = "NAME")]
    site: String,
    /// The room's name
    #[arg(long, value_name = "NAME", default_value = "Salle 1")]
    room: String,
    /// The name of the first staff account, a coordinator; its password is read from standard input
    #[arg(long, value_name = "NAME", default_value = "admin")]
    staff: String,
}

/// Makes the site beside, then moves it into place: there is a whole site, or none.
pub fn run(args: Args) -> anyhow::Result<()> {
    let target = args.data.data.clone();
    refuse_existing(&target)?;
    check_name("--site", &args.site, 200)?;
    check_name("--room", &args.room, 200)?;
    check_name("--staff", &args.staff, 100)?;
    let password = password()?;

    let beside = beside(&target)?;
    let made = build(&beside, &args, password).and_then(|()| {
        if target.exists() {
            std::fs::remove_dir(&target).with_context(|| format!("{} is not empty", target.display()))?;
        }
        std::fs::rename(&beside, &target).with_context(|| format!("{} cannot be made", target.display()))?;
        sync(target.parent().unwrap_or(Path::new(".")))
    });
    if made.is_err() {
        // What was begun is of no use to anybody.
        let _ = std::fs::remove_dir_all(&beside);
    }
    made
}

fn refuse_existing(target: &Path) -> anyhow::Result<()> {
    if Layout::new(target).database().exists() {
        bail!("there is a site in {} already: choose another folder", target.display());
    }
    let occupied = std::fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || target.is_file() {
        bail!("{} is not empty: choose an empty or a new folder", target.display());
    }
    Ok(())
}

fn check_name(option: &str, name: &str, longest: usize) -> anyhow::Result<()> {
    if name.trim().is_empty() || name.chars().count() > longest {
        bail!("the name given with {option} must have 1 to {longest} characters");
    }
    Ok(())
}

/// A folder on the same file system, which a crash leaves recognisable.
fn beside(target: &Path) -> anyhow::Result<PathBuf> {
    let name = target.file_name().context("--data must name a folder")?.to_string_lossy();
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent).with_context(|| format!("{} cannot be made", parent.display()))?;
    Ok(parent.join(format!(".{name}.new-{}", Ulid::new())))
}

fn build(folder: &Path, args: &Args, password: Secret) -> anyhow::Result<()> {
    DirBuilder::new()
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    let layout = Layout::new(folder);
    Keys::create(&layout.keys(), &args.site)?;
    let config = Config { hashing: Hashing::default(), ..Config::default() };
    std::fs::write(layout.config(), toml::to_string_pretty(&config)?)?;
    Store::create(&layout.database())?;

    let keys = Keys::load(&layout.keys())?;
    let hasher = Hasher::new(&config.hashing, keys.pepper.clone())?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let hash = runtime.block_on(hasher.hash_password(password))?;
    let (site, account) = rows(args);
    let store = Store::open_inline(&layout.database())?;
    store.writer.run_now::<_, StoreError, _>(move |tx| {
        site::insert(tx, &site)?;
        staff::insert(tx, &account, &hash, site.created)?;
        let first = policy::Version {
            id: PolicyId(Ulid::new()),
            number: 1,
            since: site.created,
            policy: Policy::default(),
        };
        policy::insert(tx, &first, None)?;
        audit::insert(tx, site.created, None, "site-made", Some(site.id.to_string()), &json!({}))
    })?;
    drop(store);
    sync(&layout.keys())?;
    sync(folder)
}

fn rows(args: &Args) -> (site::Site, staff::Staff) {
    let site = site::Site {
        id: SiteId(Ulid::new()),
        name: args.site.trim().to_owned(),
        room: RoomId(Ulid::new()),
        room_name: args.room.trim().to_owned(),
        created: Timestamp::now(),
    };
    let account = staff::Staff {
        id: StaffId(Ulid::new()),
        name: args.staff.trim().to_owned(),
        role: StaffRole::Coordinator,
    };
    (site, account)
}

fn sync(folder: &Path) -> anyhow::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all().with_context(|| format!("{} cannot be written", folder.display()))
}
