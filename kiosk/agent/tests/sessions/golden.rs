//! Keeping a golden profile: what is saved, what stays out, what is refused; and homes that lie over a large one.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use epn_agent::golden::{Kept, LARGE, Store};
use epn_agent::prove::{Target, whole};
use epn_agent::reset::{self, ResetPlan};
use epn_agent::session::golden::Digest;
use epn_agent::session::{Backend, Settings};
use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};
use serde_json::Value;

use crate::support::{AGENT, as_root, complaint, home, settings, spec, target, visitor};
use crate::traces::give;

/// A prepared account, and an empty store.
fn prepared() -> (tempfile::TempDir, Store) {
    as_root();
    let dir = tempfile::tempdir().unwrap();
    let account = dir.path().join("account");
    for folder in [".config/app", ".cache/app", ".local/share/keyrings", ".mozilla/firefox/a1"] {
        fs::create_dir_all(account.join(folder)).unwrap();
    }
    for (file, text) in [
        (".config/app/rc", "size = 12"),
        (".config/app/recent", &format!("folder = {}/Bureau", account.display())),
        (".cache/app/picture", "pixels"),
        (".bash_history", "mount"),
        (".local/share/keyrings/login.keyring", "password"),
        (".mozilla/firefox/a1/prefs.js", "home page"),
        (".mozilla/firefox/a1/logins.json", "password"),
        (".mozilla/firefox/a1/cookies.sqlite", "cookie"),
    ] {
        fs::write(account.join(file), text).unwrap();
    }
    fs::set_permissions(account.join(".config/app/rc"), fs::Permissions::from_mode(0o4755)).unwrap();
    let _socket = UnixListener::bind(account.join(".config/app/socket")).unwrap();
    symlink("rc", account.join(".config/app/link")).unwrap();
    let store = Store::at(dir.path().join("store"));
    (dir, store)
}

fn golden(store: &Store, args: &[&str]) -> Output {
    let mut command = Command::new(AGENT);
    command.arg("golden").args(args).arg("--store").arg(store.folder());
    command.output().unwrap()
}

fn save(store: &Store, account: &Path) -> Value {
    let output = golden(store, &["save", "--json", "--from", account.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_prepared_account_is_saved_without_what_is_its_own() {
    let (dir, store) = prepared();
    let account = dir.path().join("account");
    let said = save(&store, &account);
    let left_out = said["profile"]["left_out"].as_array().unwrap();
    let reason =
        |path: &str| left_out.iter().find(|left| left["path"] == path).map(|left| left["reason"].clone());
    assert_eq!(reason(".local/share/keyrings").unwrap(), "secret");
    assert_eq!(reason(".mozilla/firefox/a1/logins.json").unwrap(), "secret");
    assert_eq!(reason(".mozilla/firefox/a1/cookies.sqlite").unwrap(), "secret");
    assert_eq!(reason(".bash_history").unwrap(), "history");
    assert_eq!(reason(".cache").unwrap(), "cache");
    assert_eq!(reason(".config/app/socket").unwrap(), "running");
    assert_eq!(left_out.len(), 6);
    assert_eq!(said["profile"]["tied"], serde_json::json!([".config/app/recent"]));
    let profile = store.profile();
    assert_eq!(fs::read_to_string(profile.join(".config/app/link")).unwrap(), "size = 12");
    assert!(profile.join(".mozilla/firefox/a1/prefs.js").exists());
    assert!(!profile.join(".mozilla/firefox/a1/logins.json").exists());
    let mode = |place: &Path| fs::metadata(place).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode(&profile.join(".config/app/rc")), 0o755, "no set-uid bit");
    assert_eq!(mode(&profile), 0o700);
    assert_eq!(mode(&store.folder().join("digest.json")), 0o600);
    assert_eq!(golden(&store, &["diff"]).status.code(), Some(0));
}

#[test]
fn a_difference_is_named() {
    let (dir, store) = prepared();
    let account = dir.path().join("account");
    save(&store, &account);
    fs::write(account.join(".config/app/rc"), "size = 14").unwrap();
    fs::write(account.join(".bash_history"), "umount").unwrap();
    let output = golden(&store, &["diff", "--from", account.to_str().unwrap()]);
    assert_eq!((output.status.code(), lines(&output)), (Some(1), vec!["~ .config/app/rc".to_owned()]));
    fs::write(store.profile().join("new"), "").unwrap();
    fs::remove_file(store.profile().join(".mozilla/firefox/a1/prefs.js")).unwrap();
    let output = golden(&store, &["diff"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output), ["- .mozilla/firefox/a1/prefs.js", "+ new"]);
    let said: Value = serde_json::from_slice(&golden(&store, &["diff", "--json"]).stdout).unwrap();
    let added = serde_json::json!({"path": "new", "how": "added"});
    assert!(said["changes"].as_array().unwrap().contains(&added), "{said}");
    // Saving again makes it right, whatever was there.
    save(&store, &account);
    assert_eq!(golden(&store, &["diff"]).status.code(), Some(0));
    assert_eq!(fs::read_dir(store.folder()).unwrap().count(), 2, "only the profile and its digest");
}

#[test]
fn a_save_that_was_cut_short_leaves_a_profile_that_is_accepted() {
    let (dir, store) = prepared();
    let account = dir.path().join("account");
    save(&store, &account);
    let before = Kept::beside(&store.profile()).unwrap().unwrap();
    // As it is between the digest's first writing and the exchange of the folders.
    fs::create_dir(store.folder().join("profile.new")).unwrap();
    let next = Digest::Contents("of the next".into());
    let kept = Kept { digest: next, previous: Some(before.digest.clone()), ..before.clone() };
    kept.write(&store.profile()).unwrap();
    assert!(Kept::beside(&store.profile()).unwrap().unwrap().accepts(&before.digest));
    save(&store, &account);
    assert_eq!(Kept::beside(&store.profile()).unwrap().unwrap(), before);
}

#[test]
fn what_cannot_be_a_profile_is_refused_in_one_sentence() {
    let (dir, store) = prepared();
    let inside = store.folder().join("account");
    fs::create_dir_all(&inside).unwrap();
    for (args, word) in [
        (&["save"][..], "--from"),
        (&["save", "--from", "nobody-of-that-name"], "no account"),
        (&["save", "--from", "/proc/nowhere/home"], "no folder"),
        (&["save", "--from", "/etc"], "folder of the system"),
        (&["save", "--from", inside.to_str().unwrap()], "in each other"),
        (&["save", "--from", dir.path().to_str().unwrap()], "in each other"),
        (&["dance"], "dance"),
    ] {
        let output = golden(&store, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(complaint(&output.stderr).contains(word), "{args:?}");
    }
    let output = golden(&store, &["diff"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output.stderr).contains("no profile was saved"));
    assert!(!store.profile().exists());
}

#[test]
fn an_account_that_is_logged_in_is_not_saved() {
    let (dir, store) = prepared();
    let account = dir.path().join("account");
    let uid = 61_098;
    chown(&account, Some(uid), Some(uid)).unwrap();
    let mut process = Command::new("sleep").arg("1000").uid(uid).gid(uid).spawn().unwrap();
    let output = golden(&store, &["save", "--from", account.to_str().unwrap()]);
    process.kill().unwrap();
    process.wait().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output.stderr).contains("log it out first"));
    save(&store, &account);
}

#[test]
fn what_the_machine_is_set_to_is_kept_for_root_alone_and_compared() {
    as_root();
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().join("store"));
    let output = golden(&store, &["diff", "--machine"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output.stderr).contains("nothing was kept"));
    assert_eq!(golden(&store, &["save", "--machine"]).status.code(), Some(0));
    let mode = fs::metadata(store.machine()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "it holds the passwords of networks");
    assert_eq!(golden(&store, &["diff", "--machine"]).status.code(), Some(0));
    let stick = "1d6b:0002:a-stick";
    let mut kept: Value = serde_json::from_slice(&fs::read(store.machine()).unwrap()).unwrap();
    kept["storage"].as_array_mut().unwrap().push(stick.into());
    fs::write(store.machine(), kept.to_string()).unwrap();
    let output = golden(&store, &["diff", "--machine"]);
    assert_eq!((output.status.code(), lines(&output)), (Some(1), vec![format!("- USB storage {stick}")]));
}

#[test]
fn help_shows_an_example() {
    for args in [&["golden", "--help"][..], &["golden", "save", "--help"], &["golden", "diff", "--help"]] {
        let output = Command::new(AGENT).args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains("epn-agent golden "));
    }
}

#[test]
fn a_home_lies_over_a_large_profile_and_changes_nothing_in_it() {
    let uid = 61_095;
    let dir = tempfile::tempdir().unwrap();
    let profile = dir.path().join("profile: with, signs");
    fs::create_dir_all(profile.join("lesson/part")).unwrap();
    fs::write(profile.join("lesson/part/text"), "golden").unwrap();
    // A hole: it takes no room, and counts as what it would take.
    File::create(profile.join("film")).unwrap().set_len(LARGE).unwrap();
    let settings = Settings { golden: Some(profile.clone()), home_limit_mb: 16, ..settings() };
    let backend = Backend::direct(settings.clone()).unwrap();
    let line = "cat lesson/part/text > said && wc -c < film >> said && echo mine >> lesson/part/text && \
                cat lesson/part/text >> said && rm -r lesson && mkdir -p lesson/part && ls -A lesson/part >> said && \
                touch lesson/new && ls lesson >> said && stat -c %u . lesson film >> said; \
                head -c 33000000 /dev/zero > big || { rm big; echo full >> said; }";
    let session = backend.start(&spec(uid, line)).unwrap();
    assert!(session.wait(Duration::from_secs(30)).unwrap());
    let said = fs::read_to_string(home(uid).join("said")).unwrap();
    let expected = format!("golden{LARGE}\ngoldenmine\nnew\npart\n{uid}\n{uid}\n{uid}\nfull\n");
    assert_eq!(said, expected);
    let digest = session.golden().cloned();
    assert!(matches!(digest, Some(Digest::Stamps(_))), "it is not read: {digest:?}");
    session.end().unwrap();
    let target = Target::new(visitor(uid), &settings, digest);
    let report = reset::run(&ResetPlan::new(target.clone()), Instant::now());
    assert!(report.proved, "{report:?}");
    assert!(!home(uid).exists());
    assert_eq!(fs::read_to_string(profile.join("lesson/part/text")).unwrap(), "golden");
    fs::write(profile.join("lesson/part/text"), "changed").unwrap();
    assert!(!reset::run(&ResetPlan::new(target), Instant::now()).proved);
}

#[test]
fn a_file_on_a_disk_where_resets_do_not_look_is_found_by_the_whole_look() {
    let uid = 61_094;
    let disk = tempfile::tempdir_in("/opt").unwrap();
    mount("disk", disk.path(), "tmpfs", MountFlags::empty(), None).unwrap();
    fs::create_dir_all(disk.path().join("far/away")).unwrap();
    give(&disk.path().join("far/away/stray"), uid);
    let target = target(uid);
    let report = reset::run(&ResetPlan::new(target.clone()), Instant::now());
    let found = whole::on_disks(&target, |mount| mount.place == disk.path());
    unmount(disk.path(), UnmountFlags::DETACH).unwrap();
    assert!(report.proved, "{report:?}");
    let found = found.unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].kind.as_str(), found[0].count), ("file", 1));
    assert!(found[0].place.ends_with("far/away"), "{found:?}");
}
