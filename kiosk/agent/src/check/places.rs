//! Where what matters lies, and who may change it.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use super::Station;
use super::item::{Finding, How, Item};
use crate::config::USUAL_PATH;

macro_rules! look {
    ($id:literal, $what:literal, $expected:literal, $look:expr) => {
        Item { id: $id, what: $what, how: How::Look { expected: $expected, look: $look } }
    };
}

/// Nobody but the owner may write.
const OTHERS_WRITE: u32 = 0o022;
/// Nobody but the owner may read.
const OTHERS_READ: u32 = 0o077;

pub const ITEMS: [Item; 7] = [
    look!("home-in-memory", "what a visitor writes is in memory", "a tmpfs", home),
    look!(
        "configuration",
        "the configuration can be used, and only root changes it",
        "root's, usable",
        configuration
    ),
    look!("configuration-folder", "only root changes what is beside it", "root's", |station| {
        owned(station, Path::new("/etc/epn"), OTHERS_WRITE)
    }),
    look!("agent-program", "only root changes the agent", "root's", |station| {
        owned(station, Path::new("/usr/bin/epn-agent"), OTHERS_WRITE)
    }),
    look!("state-folder", "only root changes what the agent remembers", "root's", |station| {
        owned(station, &station.state_dir, OTHERS_WRITE)
    }),
    look!(
        "station-key",
        "only the agent and its link read the station's key",
        "root's, mode 640 or less",
        key
    ),
    look!("golden-profile", "only root changes what each session starts as", "root's", golden),
];

/// There, root's, and without these rights for others.
fn owned(station: &Station, path: &Path, forbidden: u32) -> Finding {
    let Some(about) = station.root.about(path) else { return Finding::Missing };
    let mode = about.permissions().mode() & 0o7777;
    if about.uid() != station.root.owner() || about.is_symlink() || mode & forbidden != 0 {
        return Finding::Different(format!("{}: owner {}, mode {mode:o}", path.display(), about.uid()));
    }
    Finding::Held(format!("mode {mode:o}"))
}

fn configuration(station: &Station) -> Finding {
    match (&station.misconfigured, owned(station, Path::new(USUAL_PATH), OTHERS_WRITE)) {
        (Some(error), Finding::Held(_)) => Finding::Different(error.to_string()),
        (None, Finding::Held(_)) if !station.own_terminal => Finding::Different(
            "visitor.backend is \"direct\": sessions have no terminal of their own".to_owned(),
        ),
        (_, finding) => finding,
    }
}

/// The link part reads it by its group; the folder keeps everybody else away.
fn key(station: &Station) -> Finding {
    let key = crate::config::identity_dir(&station.state_dir).join("key.pem");
    match owned(station, &key, OTHERS_READ & !0o040) {
        Finding::Missing => Finding::Untested("the station is not paired".to_owned()),
        finding => finding,
    }
}

fn golden(station: &Station) -> Finding {
    match &station.golden {
        None => Finding::Held("sessions start empty".to_owned()),
        Some(profile) => owned(station, profile, OTHERS_WRITE),
    }
}

/// The file system that the home is on, or would be: the mount nearest above it. An overlay is as safe as its upper folder.
fn home(station: &Station) -> Finding {
    let Some(mounts) = station.root.text("proc/self/mounts") else { return Finding::Missing };
    let mounts: Vec<Mount<'_>> = mounts.lines().filter_map(Mount::parse).collect();
    let home = station.session.home();
    match kind(&mounts, &home, 2) {
        Some("tmpfs") => Finding::Held("tmpfs".to_owned()),
        Some(other) => Finding::Different(other.to_owned()),
        None => Finding::Missing,
    }
}

struct Mount<'a> {
    point: &'a Path,
    kind: &'a str,
    options: &'a str,
}

impl<'a> Mount<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let mut fields = line.split(' ').skip(1);
        Some(Self { point: Path::new(fields.next()?), kind: fields.next()?, options: fields.next()? })
    }
}

/// Follows an overlay to its upper folder, so often and no more.
fn kind<'a>(mounts: &[Mount<'a>], path: &Path, overlays: u8) -> Option<&'a str> {
    // Of two at the same place, the later hides the earlier.
    let nearest = mounts
        .iter()
        .filter(|mount| path.starts_with(mount.point))
        .max_by_key(|mount| mount.point.components().count())?;
    let upper = nearest.options.split(',').find_map(|option| option.strip_prefix("upperdir="));
    match upper.filter(|_| nearest.kind == "overlay" && overlays > 0) {
        Some(upper) => kind(mounts, Path::new(upper), overlays - 1),
        None => Some(nearest.kind),
    }
}
