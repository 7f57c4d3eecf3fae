//! The station's accounts: no password, no group that gives rights.

use super::item::{Finding, How, Item};
use super::{KIOSK, LINK, Station, VISITOR};

macro_rules! account {
    ($id:literal, $what:literal, $expected:literal, $look:expr) => {
        Item { id: $id, what: $what, how: How::Look { expected: $expected, look: $look } }
    };
}

const ALONE: &str = "none but its own";

pub const ITEMS: [Item; 8] = [
    account!(
        "visitor-account",
        "the visitor is an account of its own",
        "visitor, with the configured uid",
        visitor
    ),
    account!("visitor-groups", "the visitor is in no group with rights", "none but its own", |station| {
        groups(station, VISITOR)
    }),
    account!("visitor-password", "nobody logs in as the visitor", "locked", |station| password(
        station, VISITOR
    )),
    account!("kiosk-groups", "the lock screen is in no group with rights", "none but its own", |station| {
        groups(station, KIOSK)
    }),
    account!("kiosk-password", "nobody logs in as the lock screen", "locked", |station| password(
        station, KIOSK
    )),
    account!(
        "link-groups",
        "the link to the hub is in no group with rights",
        "none but its own",
        |station| { groups(station, LINK) }
    ),
    account!("link-password", "nobody logs in as the link", "locked", |station| password(station, LINK)),
    account!("empty-passwords", "no account opens without a password", "none", empty_passwords),
];

/// A colon-separated file of accounts, a line each.
fn lines(station: &Station, file: &str) -> Option<Vec<Vec<String>>> {
    let text = station.root.text(file)?;
    Some(text.lines().map(|line| line.split(':').map(str::to_owned).collect()).collect())
}

fn field(line: &[String], index: usize) -> &str {
    line.get(index).map_or("", String::as_str)
}

fn visitor(station: &Station) -> Finding {
    let accounts = lines(station, "etc/passwd").unwrap_or_default();
    let Some(account) = accounts.iter().find(|account| field(account, 0) == VISITOR) else {
        return Finding::Missing;
    };
    let uid = field(account, 2);
    if uid != station.uid.to_string() {
        return Finding::Different(format!("uid {uid}, configured {}", station.uid));
    }
    let others = accounts.iter().filter(|other| field(other, 2) == uid && field(other, 0) != VISITOR);
    let others = others.map(|other| format!("{} has the same uid", field(other, 0)));
    Finding::unless(others, &format!("uid {uid}"))
}

/// The account's own group is the one that it names first; it must bear the account's name and nobody else's rights.
fn groups(station: &Station, name: &str) -> Finding {
    let (Some(accounts), Some(groups)) = (lines(station, "etc/passwd"), lines(station, "etc/group")) else {
        return Finding::Missing;
    };
    let Some(account) = accounts.iter().find(|account| field(account, 0) == name) else {
        return Finding::Missing;
    };
    let primary = field(account, 3);
    let in_it = |group: &Vec<String>| {
        field(group, 2) == primary || field(group, 3).split(',').any(|member| member == name)
    };
    let beyond = groups
        .iter()
        .filter(|group| in_it(group))
        .map(|group| field(group, 0))
        .filter(|group| *group != name);
    Finding::unless(beyond.map(str::to_owned), ALONE)
}

/// A password that starts with `!` or `*` fits nothing (`shadow(5)`).
fn password(station: &Station, name: &str) -> Finding {
    let Some(entries) = lines(station, "etc/shadow") else {
        return Finding::Different("/etc/shadow cannot be read: run it as root".to_owned());
    };
    match entries.iter().find(|entry| field(entry, 0) == name).map(|entry| field(entry, 1)) {
        None => Finding::Missing,
        Some("") => Finding::Different("no password is asked".to_owned()),
        Some(hash) if hash.starts_with(['!', '*']) => Finding::Held("locked".to_owned()),
        Some(_) => Finding::Different("it has a password".to_owned()),
    }
}

fn empty_passwords(station: &Station) -> Finding {
    let Some(entries) = lines(station, "etc/shadow") else {
        return Finding::Different("/etc/shadow cannot be read: run it as root".to_owned());
    };
    let open = entries.iter().filter(|entry| entry.len() > 1 && field(entry, 1).is_empty());
    Finding::unless(open.map(|entry| field(entry, 0).to_owned()), "none")
}
