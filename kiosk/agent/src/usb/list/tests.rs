//! Folders as somebody may have prepared them, looked at as a key.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::time::SystemTime;

use rustix::fs::{CWD, mknodat};

use super::*;

fn root(folder: &Path) -> Vec<OwnedFd> {
    vec![File::open(folder).unwrap().into()]
}

/// Where each document is said to lie.
fn names(listed: &Listed) -> Vec<String> {
    let files = listed.files().files.into_iter();
    let mut names: Vec<_> = files
        .map(|file| match file.folder {
            Some(folder) => format!("{folder}/{}", file.name),
            None => file.name,
        })
        .collect();
    names.sort();
    names
}

#[test]
fn documents_are_found_in_folders_and_nothing_else_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("Démarches/CAF")).unwrap();
    fs::create_dir_all(at(".Trash-1000")).unwrap();
    for path in ["cv.pdf", "Photo.JPG", "Démarches/CAF/lettre.Pdf", "Démarches/plan.png", "a.jpeg"] {
        fs::write(at(path), "x").unwrap();
    }
    for other in ["lettre.docx", "pdf", "x.pdf.exe", "._cv.pdf", ".Trash-1000/old.pdf"] {
        fs::write(at(other), "x").unwrap();
    }
    fs::write(at("empty.pdf"), "").unwrap();
    fs::create_dir(at("folder.pdf")).unwrap();
    let listed = list(&root(folder.path()));
    let expected = ["Démarches/CAF/lettre.Pdf", "Démarches/plan.png", "Photo.JPG", "a.jpeg", "cv.pdf"];
    assert_eq!(names(&listed), expected);
    assert!(!listed.files().more);
}

#[test]
fn the_newest_comes_first_and_of_many_only_the_newest_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    for day in 0..u32::try_from(MOST_FILES).unwrap() + 5 {
        let path = folder.path().join(format!("{day}.pdf"));
        let file = File::create(path).unwrap();
        rustix::io::write(&file, b"x").unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * u64::from(day))).unwrap();
    }
    let files = list(&root(folder.path())).files();
    assert!(files.more && files.files.len() == MOST_FILES);
    assert_eq!(files.files[0].name, format!("{}.pdf", MOST_FILES + 4));
}

#[test]
fn links_and_special_files_are_no_documents() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret.pdf"), "secret").unwrap();
    symlink(elsewhere.path().join("secret.pdf"), at("link.pdf")).unwrap();
    symlink(elsewhere.path(), at("folder")).unwrap();
    symlink("..", at("up")).unwrap();
    mknodat(CWD, at("pipe.pdf"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    std::os::unix::net::UnixListener::bind(at("socket.pdf")).unwrap();
    assert_eq!(names(&list(&root(folder.path()))), Vec::<String>::new());
}

#[test]
fn what_became_a_link_or_a_pipe_meanwhile_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    fs::write(at("a.pdf"), "x").unwrap();
    let roots = root(folder.path());
    let listed = list(&roots);
    assert!(listed.open(&roots, 0).is_ok());
    fs::remove_file(at("a.pdf")).unwrap();
    symlink("/etc/passwd", at("a.pdf")).unwrap();
    assert!(listed.open(&roots, 0).is_err());
    fs::remove_file(at("a.pdf")).unwrap();
    mknodat(CWD, at("a.pdf"), FileType::Fifo, Mode::RUSR, 0).unwrap();
    assert!(listed.open(&roots, 0).is_err());
    assert!(listed.open(&roots, 1).is_err());
}

#[test]
fn a_folder_in_a_folder_for_ever_and_very_many_names_come_to_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut deep = folder.path().to_owned();
    for depth in 0..=DEEPEST + 2 {
        fs::write(deep.join(format!("{depth}.pdf")), "x").unwrap();
        deep.push("d");
        fs::create_dir(&deep).unwrap();
    }
    let listed = list(&root(folder.path()));
    assert_eq!(listed.found.len(), DEEPEST + 1, "one in each folder that is looked into");
    assert!(listed.more);

    let many = tempfile::tempdir().unwrap();
    for number in 0..MOST_NAMES + 10 {
        File::create(many.path().join(number.to_string())).unwrap();
    }
    let mut look = Look {
        folders: VecDeque::new(),
        names: 0,
        until: Instant::now() + Duration::from_hours(1),
        listed: Listed::default(),
    };
    let top = Folder { root: 0, path: PathBuf::new(), depth: 0 };
    look.look_into(&root(many.path())[0], &top).unwrap();
    assert_eq!(look.names, MOST_NAMES);
}
