//! Every item is seen to hold in a tree where all is well, and to fall short in one where just that is not.

mod boot_menu;
mod breaks;
pub(crate) mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use epn_wire::audit::Verdict;

use super::item::How;
use super::{Item, audit, items};
use breaks::BREAKS;
use tree::Tree;

/// What no program can read anywhere.
const NEVER_READ: [&str; 2] = ["terminal-lock", "firmware"];

fn item(id: &str) -> &'static Item {
    items().find(|item| item.id == id).unwrap_or_else(|| panic!("no item is called {id}"))
}

fn verdict(tree: &Tree, item: &Item) -> Verdict {
    item.look(&tree.station()).verdict
}

#[test]
fn all_holds_where_all_is_well() {
    let audit = audit(&Tree::well().station());
    let not_held: Vec<_> = audit
        .items
        .iter()
        .filter(|item| item.verdict != Verdict::Held)
        .map(|item| (&item.id, &item.found))
        .collect();
    assert_eq!(not_held.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), NEVER_READ, "{not_held:?}");
    assert_eq!((audit.short, audit.untested), (0, 2));
}

#[test]
fn nothing_but_the_unreadable_holds_by_default_on_an_empty_system() {
    let empty = tempfile::tempdir().unwrap();
    let station = super::Station::new(super::Root::below(empty.path()));
    let audit = audit(&station);
    let held: Vec<&str> = audit
        .items
        .iter()
        .filter(|item| item.verdict == Verdict::Held)
        .map(|item| item.id.as_str())
        .collect();
    // No kernel setting, no SSH server, nothing to plan work with, no program running: nothing to forbid.
    let vacuous = ["terminal-programs", "terminal-typing", "visitor-processes", "sshd", "cron", "at"];
    assert_eq!(held, vacuous);
}

#[test]
fn a_value_of_the_kernel_that_is_gone_or_another_falls_short() {
    let tree = Tree::well();
    for item in items() {
        let How::Kernel { file, .. } = item.how else { continue };
        let path = format!("proc/sys/{file}");
        assert_eq!(verdict(&tree, item), Verdict::Held, "{}", item.id);
        tree.write(&path, "176\n");
        assert_eq!(verdict(&tree, item), Verdict::Different, "{}", item.id);
        tree.remove(&path);
        assert_eq!(verdict(&tree, item), Verdict::Missing, "{}", item.id);
    }
}

#[test]
fn an_answer_that_is_another_or_empty_or_does_not_come_falls_short() {
    let tree = Tree::well();
    for item in items() {
        let Some((program, asked)) = tree::asked(item.how) else { continue };
        assert_eq!(verdict(&tree, item), Verdict::Held, "{}", item.id);
        tree.says(program, &asked, "otherwise");
        assert_eq!(verdict(&tree, item), Verdict::Different, "{}", item.id);
        tree.says(program, &asked, "");
        assert_eq!(verdict(&tree, item), Verdict::Missing, "{}", item.id);
        tree.silent(program, &asked);
        assert_eq!(verdict(&tree, item), Verdict::Different, "{}", item.id);
    }
    tree.remove("usr/bin/busctl");
    let lid = item("lid").look(&tree.station());
    assert_eq!(lid.found.as_deref(), Some("busctl is not installed"));
}

#[test]
fn a_file_of_the_package_that_is_gone_changed_or_open_to_others_falls_short() {
    let tree = Tree::well();
    for item in items() {
        let How::File(shipped) = item.how else { continue };
        assert_eq!(verdict(&tree, item), Verdict::Held, "{}", item.id);
        tree.mode(shipped.path, 0o666);
        assert_eq!(verdict(&tree, item), Verdict::Different, "{}", item.id);
        tree.mode(shipped.path, 0o644);
        assert_eq!(verdict(&tree, item) == Verdict::Different, shipped.runs, "{}", item.id);
        tree.mode(shipped.path, 0o755);
        tree.write(shipped.path, "# nothing\n");
        tree.mode(shipped.path, 0o755);
        assert_eq!(verdict(&tree, item), Verdict::Different, "{}", item.id);
        tree.remove(shipped.path);
        assert_eq!(verdict(&tree, item), Verdict::Missing, "{}", item.id);
        std::os::unix::fs::symlink("/dev/null", tree.at(shipped.path)).unwrap();
        assert_eq!(verdict(&tree, item), Verdict::Different, "{}", item.id);
    }
}

#[test]
fn whatever_takes_a_look_falls_short_where_it_is_not_so() {
    for broken in BREAKS {
        let tree = Tree::well();
        let item = item(broken.id);
        assert_eq!(verdict(&tree, item), Verdict::Held, "{}", item.id);
        (broken.how)(&tree);
        let found = item.look(&tree.station());
        assert_eq!(found.verdict, broken.verdict, "{}, {}: {:?}", item.id, broken.name, found.found);
    }
}

#[test]
fn every_item_has_a_case_in_which_it_falls_short() {
    let broken: BTreeSet<&str> =
        BREAKS.iter().filter(|case| case.verdict.falls_short()).map(|case| case.id).collect();
    let looks = items().filter(|item| matches!(item.how, How::Look { .. })).map(|item| item.id);
    let without: Vec<&str> = looks.filter(|id| !broken.contains(id) && !NEVER_READ.contains(id)).collect();
    assert_eq!(without, Vec::<&str>::new());
}

#[test]
fn items_are_told_apart_by_ids_that_are_keys() {
    let ids: BTreeSet<&str> = items().map(|item| item.id).collect();
    assert_eq!(ids.len(), items().count());
    for id in ids {
        assert!(
            id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{id}"
        );
    }
}

#[test]
fn the_root_owns_what_is_its_own() {
    let tree = Tree::well();
    let station = tree.station_of_owner(tree.owner() + 1);
    for id in
        ["configuration", "agent-program", "state-folder", "golden-profile", "station-key", "file-polkit"]
    {
        assert_eq!(item(id).look(&station).verdict, Verdict::Different, "{id}");
    }
}

/// What lies in `assets/hardening`, as paths from the root.
fn shipped_tree(folder: &Path, top: &Path, found: &mut Vec<(String, bool)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("/{}", entry.path().strip_prefix(top).unwrap().display());
        if entry.file_type().unwrap().is_dir() {
            shipped_tree(&entry.path(), top, found);
        } else if path != "/README.md" {
            found.push((path, entry.file_type().unwrap().is_symlink()));
        }
    }
}

#[test]
fn each_file_of_the_lockdown_is_an_item_and_each_mask_too() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/hardening");
    let mut found = Vec::new();
    shipped_tree(&top, &top, &mut found);
    let (links, files): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, is_link)| *is_link);
    let files: BTreeSet<String> = files.into_iter().map(|(path, _)| path).collect();
    let mut known = BTreeSet::new();
    for item in items() {
        if let How::File(shipped) = item.how {
            known.insert(shipped.path.to_owned());
            let mode =
                fs::metadata(top.join(shipped.path.trim_start_matches('/'))).unwrap().permissions().mode();
            assert_eq!(mode & 0o111 != 0, shipped.runs, "{}", shipped.path);
        }
    }
    assert_eq!(files, known);

    let masked: Vec<&str> = items()
        .filter_map(|item| match item.how {
            How::Systemd { unit, value: "masked", .. } => unit,
            _ => None,
        })
        .collect();
    assert_eq!(links.len(), masked.len());
    for (path, _) in links {
        assert_eq!(fs::read_link(top.join(path.trim_start_matches('/'))).unwrap(), Path::new("/dev/null"));
        let name = path.rsplit('/').next().unwrap();
        let is_looked_at = |unit: &&str| match name.split_once("@.") {
            Some((template, _)) => unit.starts_with(&format!("{template}@")),
            None => *unit == name,
        };
        assert!(masked.iter().any(is_looked_at), "{name}");
    }
}
