use std::os::unix::fs::PermissionsExt as _;

use ulid::Ulid;

use super::*;

fn layout() -> (tempfile::TempDir, Layout) {
    let folder = tempfile::tempdir().unwrap();
    let layout = Layout::new(folder.path());
    prepare(&layout).unwrap();
    (folder, layout)
}

fn new_id() -> PrintJobId {
    PrintJobId(Ulid::new())
}

#[tokio::test]
async fn a_document_lies_there_as_it_came_and_for_the_hub_alone() {
    let (_folder, layout) = layout();
    let id = new_id();
    let part = vec![7; 100_000];
    let mut incoming = Incoming::new(&layout, id);
    for _ in 0..7 {
        incoming.take(&part).await.unwrap();
    }
    let whole = incoming.finish().await.unwrap();
    assert_eq!((whole.bytes, whole.digest), (700_000, digest(&layout, id).unwrap()));
    assert_eq!(fs::read(path(&layout, id)).unwrap(), vec![7; 700_000]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&layout.prints()), mode(&path(&layout, id))), (0o700, 0o600));
}

#[tokio::test]
async fn what_did_not_come_whole_leaves_nothing() {
    let (_folder, layout) = layout();
    let id = new_id();
    let mut incoming = Incoming::new(&layout, id);
    incoming.take(&vec![7; 300_000]).await.unwrap();
    assert!(path(&layout, id).exists());
    drop(incoming);
    assert_eq!(fs::read_dir(layout.prints()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_sweep_keeps_what_it_is_told_to_and_nothing_else() {
    let (_folder, layout) = layout();
    let (kept, other) = (new_id(), new_id());
    for id in [kept, other] {
        let mut incoming = Incoming::new(&layout, id);
        incoming.take(b"%PDF-1.4").await.unwrap();
        incoming.finish().await.unwrap();
    }
    fs::write(layout.prints().join("stray"), "?").unwrap();
    assert_eq!(sweep(&layout, &BTreeSet::from([kept])).unwrap(), 2);
    assert!(path(&layout, kept).exists() && !path(&layout, other).exists());
    remove(&layout, kept).unwrap();
    remove(&layout, kept).unwrap();
    assert!(!path(&layout, kept).exists());
}

#[test]
fn a_disk_that_would_be_too_full_has_no_room() {
    let (_folder, layout) = layout();
    assert!(is_room(&layout, 1, 0).unwrap());
    assert!(!is_room(&layout, u64::MAX, 0).unwrap());
    assert!(!is_room(&layout, 0, u64::MAX).unwrap());
}

#[tokio::test]
async fn it_shows_whether_its_sender_heard_that_it_was_taken() {
    let (_folder, layout) = layout();
    let id = new_id();
    let mut incoming = Incoming::new(&layout, id);
    incoming.take(b"%PDF-1.4").await.unwrap();
    incoming.finish().await.unwrap();
    assert!(!is_answered(&layout, id).unwrap());
    mark_answered(&layout, id).unwrap();
    assert!(is_answered(&layout, id).unwrap());
    remove(&layout, id).unwrap();
    mark_answered(&layout, id).unwrap();
    assert!(is_answered(&layout, id).unwrap(), "nobody asks for what is gone");
}
