use std::process::Command;
use std::time::Duration;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, CreateGCAux, Rectangle};

use super::{Picture, Process, Xvfb, grab, run_to_end, wait_for, wait_until};

const SOON: Duration = Duration::from_secs(20);

fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

#[tokio::test]
async fn a_line_is_waited_for_and_its_rest_returned() {
    let dir = tempfile::tempdir().unwrap();
    let script = "echo before; echo 'hub: listening on here'; exec tail -f /dev/null";
    let mut process = Process::spawn("speaker", &mut shell(script), &dir.path().join("log")).unwrap();
    assert_eq!(process.line("hub: listening on ", SOON).await.unwrap(), "here");
    assert!(process.is_running().unwrap());
}

#[tokio::test]
async fn a_process_that_ends_first_is_an_error_that_quotes_its_log() {
    let dir = tempfile::tempdir().unwrap();
    let script = "echo the port is taken >&2; exit 1";
    let mut process = Process::spawn("loser", &mut shell(script), &dir.path().join("log")).unwrap();
    let error = process.line("never", SOON).await.unwrap_err();
    assert!(format!("{error:#}").contains("the port is taken"), "{error:#}");
}

#[tokio::test]
async fn an_earlier_process_s_lines_do_not_count() {
    let dir = tempfile::tempdir().unwrap();
    let log = dir.path().join("log");
    std::fs::write(&log, "ready: old\n").unwrap();
    let mut process = Process::spawn("second", &mut shell("echo 'ready: new'"), &log).unwrap();
    assert_eq!(process.line("ready: ", SOON).await.unwrap(), "new");
}

#[tokio::test]
async fn dropping_a_process_ends_it() {
    let dir = tempfile::tempdir().unwrap();
    let process =
        Process::spawn("sleeper", &mut shell("exec tail -f /dev/null"), &dir.path().join("log")).unwrap();
    let proc_entry = format!("/proc/{}", process.pid());
    assert!(std::fs::exists(&proc_entry).unwrap());
    drop(process);
    assert!(!std::fs::exists(&proc_entry).unwrap());
}

#[tokio::test]
async fn stop_lets_a_process_tidy_up_and_kill_does_not() {
    let dir = tempfile::tempdir().unwrap();
    // `wait` ends at once when the trapped signal arrives; the shell's own child ends with it.
    let script = "trap 'kill $!; echo tidied; exit 0' TERM; tail -f /dev/null & echo ready; wait";
    let mut first = Process::spawn("tidy", &mut shell(script), &dir.path().join("first")).unwrap();
    first.line("ready", SOON).await.unwrap();
    assert!(first.stop(SOON).await.unwrap().success());
    assert!(std::fs::read_to_string(dir.path().join("first")).unwrap().contains("tidied"));

    let second =
        Process::spawn("untidy", &mut shell("exec tail -f /dev/null"), &dir.path().join("second")).unwrap();
    assert!(!second.kill().unwrap().success());
}

#[tokio::test]
async fn a_condition_that_never_holds_is_named_at_the_deadline() {
    let error = wait_until("the moon", Duration::from_millis(1), || false).await.unwrap_err();
    assert!(error.to_string().contains("the moon"), "{error}");
    let mut looks = 0;
    let third = wait_for("three looks", SOON, async || {
        looks += 1;
        Ok((looks == 3).then_some(looks))
    });
    assert_eq!(third.await.unwrap(), 3);
}

#[test]
fn a_command_gets_its_input_and_a_failure_is_told() {
    assert_eq!(run_to_end(&mut Command::new("cat"), b"secret").unwrap().ok().unwrap().stdout, "secret");
    let failure = run_to_end(&mut shell("echo no such site >&2; exit 1"), b"").unwrap().ok().unwrap_err();
    assert!(failure.to_string().contains("no such site"), "{failure}");
}

#[tokio::test]
async fn a_picture_shows_what_is_drawn_on_a_display() {
    let dir = tempfile::tempdir().unwrap();
    let display = Xvfb::start(320, 200, dir.path()).await.unwrap();
    let path = dir.path().join("screen.png");

    grab(display.display(), &path).unwrap();
    let empty = Picture::read(&path).unwrap();
    assert_eq!((empty.width, empty.height), (320, 200));
    assert!(!empty.is_drawn());

    let (connection, screen) = x11rb::connect(Some(display.display())).unwrap();
    let root = connection.setup().roots[screen].root;
    for step in 0..20_u32 {
        let pen = connection.generate_id().unwrap();
        let colour = step * 0x000A_0B0C;
        connection.create_gc(pen, root, &CreateGCAux::new().foreground(colour)).unwrap();
        let bar = Rectangle { x: i16::try_from(step * 10).unwrap(), y: 0, width: 10, height: 200 };
        connection.poly_fill_rectangle(root, pen, &[bar]).unwrap();
    }
    connection.get_input_focus().unwrap().reply().unwrap();

    grab(display.display(), &path).unwrap();
    let drawn = Picture::read(&path).unwrap();
    assert!(drawn.is_drawn());
    assert_eq!(drawn, Picture::of_display(display.display()).unwrap());
}

#[tokio::test]
async fn two_displays_started_together_are_two() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = tokio::join!(Xvfb::start(64, 64, dir.path()), Xvfb::start(64, 64, dir.path()));
    assert_ne!(one.unwrap().display(), two.unwrap().display());
}

#[test]
fn one_colour_with_a_few_specks_is_not_a_drawing() {
    let mut rgb = vec![255; 100 * 100 * 3];
    for speck in 0..20_u8 {
        rgb[usize::from(speck) * 3] = speck;
    }
    assert!(!Picture::new(100, 100, rgb).unwrap().is_drawn());
    assert!(Picture::new(2, 2, vec![0; 5]).is_err());
}
