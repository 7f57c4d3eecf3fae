//! Print jobs of CUPS: a control file (`c` and a number) names the user, data files (`d`, number, part) hold the
//! document.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use epn_wire::report::Leftover;

use super::{Target, left};
use crate::fault::{Doing, Fault};

/// A control file is a few kilobytes; more of it is not read.
const LONGEST: u64 = 256 * 1024;

/// A job of the visitor's: its number and its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The number.
    pub number: String,
    /// Control and data files.
    pub files: Vec<PathBuf>,
}

/// No job is the visitor's.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    Ok(left("print-job", target.places.cups_spool.display().to_string(), jobs(target)?.len()))
}

/// The visitor's jobs, under any of its names.
pub fn jobs(target: &Target) -> Result<Vec<Job>, Fault> {
    find(&target.places.cups_spool, &target.account_names()).doing(|| "reading the print spool")
}

fn find(spool: &Path, names: &[String]) -> io::Result<Vec<Job>> {
    let files: Vec<PathBuf> =
        fs::read_dir(spool)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    let name = |file: &Path| file.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for control in &files {
        let Some(number) = name(control).strip_prefix('c').map(str::to_owned) else { continue };
        if !number.bytes().all(|digit| digit.is_ascii_digit()) || !is_by(control, names)? {
            continue;
        }
        let data = format!("d{number}-");
        let files =
            files.iter().filter(|file| *file == control || name(file).starts_with(&data)).cloned().collect();
        found.push(Job { number, files });
    }
    Ok(found)
}

fn is_by(control: &Path, names: &[String]) -> io::Result<bool> {
    let mut text = Vec::new();
    match File::open(control) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        other => other?.take(LONGEST).read_to_end(&mut text)?,
    };
    Ok(originator(&text).is_some_and(|user| names.iter().any(|name| name.as_bytes() == user)))
}

/// The value of `job-originating-user-name` in a control file, which is an IPP message: after an attribute's name
/// come two bytes of length (RFC 8010, 3.1.4) and the value.
fn originator(control: &[u8]) -> Option<&[u8]> {
    const NAME: &[u8] = b"job-originating-user-name";
    let at = control.windows(NAME.len()).position(|window| window == NAME)? + NAME.len();
    let length = u16::from_be_bytes(control.get(at..at + 2)?.try_into().ok()?);
    control.get(at + 2..at + 2 + usize::from(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_known_by_the_user_in_its_control_file() {
        let spool = tempfile::tempdir().unwrap();
        let control = |user: &str| {
            let mut text = b"\x02\x00junk\x42\x00\x19job-originating-user-name".to_vec();
            text.extend(u16::try_from(user.len()).unwrap().to_be_bytes());
            text.extend(user.as_bytes());
            text
        };
        fs::write(spool.path().join("c00001"), control("visitor")).unwrap();
        fs::write(spool.path().join("d00001-001"), "document").unwrap();
        fs::write(spool.path().join("c00002"), control("visitors")).unwrap();
        fs::write(spool.path().join("d00002-001"), "another's").unwrap();
        fs::write(spool.path().join("c00003"), b"job-originating-user-name\xff").unwrap();
        let jobs = find(spool.path(), &["visitor".into()]).unwrap();
        assert_eq!(jobs.len(), 1);
        assert_eq!(jobs[0].number, "00001");
        assert_eq!(jobs[0].files.len(), 2);
    }
}
