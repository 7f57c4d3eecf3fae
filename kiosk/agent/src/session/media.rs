//! Whether a session uses sound or a camera: whoever listens or is looked at is there, though no key is pressed.

use std::fs;

use rustix::process::Pid;

/// What stands for that: cameras, and the streams of sound cards (their controls are held open by every desktop).
pub const MEDIA: [&str; 2] = ["/dev/video", "/dev/snd/pcm"];

/// Whether one of the processes holds a file open whose path starts with one of these. A process that ends meanwhile uses
/// nothing.
pub fn use_any(processes: &[Pid], beginnings: &[&str]) -> bool {
    processes.iter().any(|process| {
        let files =
            fs::read_dir(format!("/proc/{}/fd", process.as_raw_pid())).into_iter().flatten().flatten();
        let mut targets = files.filter_map(|file| fs::read_link(file.path()).ok());
        targets.any(|target| {
            let target = target.to_string_lossy();
            beginnings.iter().any(|beginning| target.starts_with(beginning))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_file_is_in_use_and_a_closed_one_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let path = fs::canonicalize(dir.path()).unwrap().join("video0");
        let beginning = path.display().to_string().trim_end_matches('0').to_owned();
        let own = [rustix::process::getpid()];
        let open = fs::File::create(&path).unwrap();
        assert!(use_any(&own, &["/dev/nothing", &beginning]));
        drop(open);
        assert!(!use_any(&own, &[&beginning]));
        assert!(!use_any(&[], &[&beginning]));
    }
}
