//! What of a prepared account is not for everybody: what it keeps for speed, what it remembers, what it must not tell.

use std::fs::Metadata;
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::session::golden::Choice;

/// Something that stays out of the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its path in the account's home.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

/// Why something stays out of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Passwords, keys, cookies, mail, online accounts.
    Secret,
    /// What was opened, visited, typed or thrown away.
    History,
    /// What programs make again.
    Cache,
    /// What only means something to a program that runs: sockets, pipes, locks.
    Running,
}

/// A path below the home; `*` stands for any part of a name, a leading `**/` for any folder, and `**` in the middle for
/// any folders between.
type Pattern = &'static str;

const SECRETS: [Pattern; 35] = [
    ".ssh",
    ".gnupg",
    ".aws",
    ".kube",
    ".netrc",
    ".git-credentials",
    ".password-store",
    ".purple",
    ".smbcredentials",
    ".thunderbird",
    ".ICEauthority",
    ".Xauthority",
    ".docker/config.json",
    ".config/evolution",
    ".config/filezilla",
    ".config/goa-1.0",
    ".config/Nextcloud",
    ".config/pulse/cookie",
    ".config/rclone",
    ".config/remmina",
    ".config/Signal",
    ".local/share/evolution",
    ".local/share/keyrings",
    ".local/share/kwalletd",
    ".local/share/remmina",
    ".local/share/TelegramDesktop",
    ".pki/**/key*.db",
    "**/*.kdbx",
    "**/cookies.sqlite*",
    "**/key3.db",
    "**/key4.db",
    "**/logins*.json",
    "**/signons.sqlite*",
    "**/webappsstore.sqlite*",
    "**/storage-sync-v2.sqlite*",
];

const HISTORIES: [Pattern; 25] = [
    ".*_history",
    ".history",
    ".lesshst",
    ".viminfo",
    ".wget-hsts",
    ".recently-used*",
    ".sudo_as_admin_successful",
    ".xsession-errors*",
    ".local/share/gvfs-metadata",
    ".local/share/recently-used.xbel*",
    ".local/share/Trash",
    ".local/share/zeitgeist",
    ".config/libreoffice/4/user/backup",
    "**/.Trash-*",
    "**/content-prefs.sqlite*",
    "**/downloads.json",
    "**/favicons.sqlite*",
    "**/formhistory.sqlite*",
    "**/places.sqlite*",
    "**/permissions.sqlite*",
    "**/sessionstore*",
    "**/SiteSecurityServiceState.*",
    "**/bookmarkbackups",
    "**/protections.sqlite*",
    "**/crashes",
];

const CACHES: [Pattern; 17] = [
    ".cache",
    ".thumbnails",
    ".nv",
    ".local/share/baloo",
    ".local/share/flatpak/repo/tmp",
    ".var/app/**/cache",
    "snap/**/.cache",
    "**/cache2",
    "**/startupCache",
    "**/shader-cache",
    "**/datareporting",
    "**/minidumps",
    "**/saved-telemetry-pings",
    "**/GPUCache",
    "**/Code Cache",
    "**/GrShaderCache",
    "**/ShaderCache",
];

const RUNNING: [Pattern; 6] =
    ["**/.parentlock", "**/Singleton*", "**/.~lock.*#", ".dbus", ".cache/sessions", "**/.nfs*"];

/// Where Chromium and its kin keep their profiles, whose files have everyday names.
const CHROMIUM: [Pattern; 6] = [
    ".config/chromium",
    ".config/google-chrome",
    ".config/BraveSoftware",
    ".config/microsoft-edge",
    "snap/chromium/common/chromium",
    ".var/app/org.chromium.Chromium/config/chromium",
];

const CHROMIUM_SECRETS: [Pattern; 9] = [
    "Cookies*",
    "Extension Cookies*",
    "Login Data*",
    "Web Data*",
    "IndexedDB",
    "Local Storage",
    "Session Storage",
    "Service Worker",
    "Sync Data",
];

const CHROMIUM_HISTORIES: [Pattern; 9] = [
    "History*",
    "Favicons*",
    "Top Sites*",
    "Visited Links",
    "Sessions",
    "Shortcuts*",
    "Current *",
    "Last *",
    "Network*",
];

const CHROMIUM_CACHES: [Pattern; 3] = ["Cache", "Crash Reports", "Safe Browsing*"];

/// Chooses what of an account goes into a profile, and notes what does not.
pub fn chooser(left_out: &mut Vec<LeftOut>) -> impl FnMut(&Path, &Metadata) -> Choice {
    move |path, about| match reason(path, about) {
        Some(reason) => {
            left_out.push(LeftOut { path: path.to_string_lossy().into_owned(), reason });
            Choice::LeaveOut
        }
        None if path.ends_with(OFFICE) => Choice::Rewrite(without_recent_documents),
        None => Choice::Keep,
    }
}

/// Why something stays out, if it does.
fn reason(path: &Path, about: &Metadata) -> Option<Reason> {
    let kind = about.file_type();
    let passing = kind.is_socket() || kind.is_fifo() || kind.is_block_device() || kind.is_char_device();
    if passing { Some(Reason::Running) } else { reason_by_path(path) }
}

fn reason_by_path(path: &Path) -> Option<Reason> {
    let path: Vec<String> =
        path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let any = |patterns: &[Pattern]| patterns.iter().any(|pattern| matches(pattern, &path));
    let browser = CHROMIUM.iter().find_map(|folder| below(folder, &path));
    let in_browser = |patterns: &[Pattern]| {
        let name = browser.and_then(|below| below.last());
        name.is_some_and(|name| patterns.iter().any(|pattern| fits(pattern, name)))
    };
    if any(&SECRETS) || in_browser(&CHROMIUM_SECRETS) {
        Some(Reason::Secret)
    } else if any(&HISTORIES) || in_browser(&CHROMIUM_HISTORIES) {
        Some(Reason::History)
    } else if any(&RUNNING) {
        Some(Reason::Running)
    } else if any(&CACHES) || in_browser(&CHROMIUM_CACHES) {
        Some(Reason::Cache)
    } else {
        None
    }
}

/// What comes after a folder in a path, if the path lies below it.
fn below<'a>(folder: &str, path: &'a [&'a str]) -> Option<&'a [&'a str]> {
    let depth = folder.split('/').count();
    let (head, tail) = path.split_at_checked(depth)?;
    (!tail.is_empty() && same(folder, head)).then_some(tail)
}

fn matches(pattern: &str, path: &[&str]) -> bool {
    if let Some(tail) = pattern.strip_prefix("**/") {
        return ends_with(tail, path);
    }
    match pattern.split_once("/**/") {
        Some((head, tail)) => below(head, path).is_some_and(|path| ends_with(tail, path)),
        None => same(pattern, path),
    }
}

fn ends_with(tail: &str, path: &[&str]) -> bool {
    let start = path.len().checked_sub(tail.split('/').count());
    start.and_then(|start| path.get(start..)).is_some_and(|path| same(tail, path))
}

fn same(pattern: &str, path: &[&str]) -> bool {
    pattern.split('/').count() == path.len()
        && pattern.split('/').zip(path).all(|(pattern, name)| fits(pattern, name))
}

/// Whether a name fits a pattern with at most two `*`.
fn fits(pattern: &str, name: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(name) = name.strip_prefix(head) else { return false };
    (0..=name.len()).filter_map(|start| name.get(start..)).any(|tail| fits(rest, tail))
}

/// Where `LibreOffice` keeps its settings, and among them what was opened last.
const OFFICE: &str = "user/registrymodifications.xcu";

/// Its settings without the documents that were opened: an item a line.
fn without_recent_documents(settings: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(settings);
    text.split_inclusive('\n')
        .filter(|line| !line.contains("org.openoffice.Office.Histories/"))
        .collect::<String>()
        .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(path: &str) -> Option<Reason> {
        reason_by_path(Path::new(path))
    }

    #[test]
    fn what_is_nobody_elses_business_stays_out() {
        for path in [
            ".ssh",
            ".local/share/keyrings",
            ".mozilla/firefox/a1.default/logins.json",
            ".mozilla/firefox/a1.default/logins-backup.json",
            ".mozilla/firefox/a1.default/cookies.sqlite-wal",
            "snap/firefox/common/.mozilla/firefox/a1/key4.db",
            ".config/chromium/Default/Login Data",
            ".config/google-chrome/Profile 1/Network/Cookies",
            ".pki/nssdb/key4.db",
            "Documents/mots-de-passe.kdbx",
        ] {
            assert_eq!(why(path), Some(Reason::Secret), "{path}");
        }
        for path in [
            ".bash_history",
            ".python_history",
            ".local/share/recently-used.xbel",
            ".local/share/Trash",
            ".mozilla/firefox/a1.default/places.sqlite",
            ".config/chromium/Default/History-journal",
        ] {
            assert_eq!(why(path), Some(Reason::History), "{path}");
        }
        for path in [".cache", ".mozilla/firefox/a1.default/cache2", ".config/chromium/Default/Cache"] {
            assert_eq!(why(path), Some(Reason::Cache), "{path}");
        }
        assert_eq!(why(".config/chromium/SingletonLock"), Some(Reason::Running));
    }

    #[test]
    fn what_was_prepared_stays() {
        for path in [
            ".bashrc",
            ".config",
            ".config/chromium",
            ".config/chromium/Default/Preferences",
            ".config/chromium/Default/Bookmarks",
            ".config/libreoffice/4/user/registrymodifications.xcu",
            ".config/xfce4/xfconf/xfce-perchannel-xml/xsettings.xml",
            ".local/share/applications/ecrire.desktop",
            ".mozilla/firefox/a1.default/prefs.js",
            "Bureau/Internet.desktop",
            "Documents/History of the town.odt",
            "Documents/Cache",
        ] {
            assert_eq!(why(path), None, "{path}");
        }
    }

    #[test]
    fn the_office_forgets_its_documents_and_keeps_its_settings() {
        let settings = "<oor:items>\n\
            <item oor:path=\"/org.openoffice.Setup/Product\"><prop/></item>\n\
            <item oor:path=\"/org.openoffice.Office.Histories/Histories/PickList\"><node/></item>\n\
            </oor:items>\n";
        let text = String::from_utf8(without_recent_documents(settings.as_bytes())).unwrap();
        assert!(text.contains("Setup/Product") && !text.contains("PickList"));
    }
}
