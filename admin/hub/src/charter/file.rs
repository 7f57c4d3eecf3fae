//! One language's charter as a file: a line `version: 2026-1`, then a sentence a line, each after a hyphen.

use std::io;
use std::path::{Path, PathBuf};

use epn_words::Lang;

/// More sentences than this are not read by anybody, nor do they fit a screen.
const MOST: usize = 12;
/// Characters of the longest sentence.
const LONGEST: usize = 300;
/// Characters of the longest version.
const LONGEST_VERSION: usize = 40;

/// The charter in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub version: String,
    pub sentences: Vec<String>,
}

/// A charter's file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CharterProblem {
    #[error("{path} cannot be read: {cause}", path = .path.display())]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error("{path}, line {line}: {what}", path = .path.display())]
    Broken { path: PathBuf, line: usize, what: String },
}

/// The text of a site's own file; none if there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Text>, CharterProblem> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(CharterProblem::Unreadable { path: path.to_owned(), cause }),
    };
    let broken = |(line, what)| CharterProblem::Broken { path: path.to_owned(), line, what };
    parse(&text).map(Some).map_err(broken)
}

/// What the suite brings.
pub(super) fn default(lang: Lang) -> Text {
    let text = match lang {
        Lang::French => include_str!("../../../../assets/charters/fr.md"),
        Lang::English => include_str!("../../../../assets/charters/en.md"),
    };
    // A test reads each of them; an empty charter would be accepted without a sentence, never wrongly.
    parse(text).unwrap_or_else(|(_, what)| Text { version: what, sentences: Vec::new() })
}

/// Reads a file; the line and what is wrong there, if it cannot be used.
pub(super) fn parse(text: &str) -> Result<Text, (usize, String)> {
    let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    let mut lines = lines.by_ref().filter(|(_, line)| !line.is_empty());
    let wants_version = || "the first line must be `version: ` and a version, such as 2026-1".to_owned();
    let (first, line) = lines.next().ok_or_else(|| (1, wants_version()))?;
    let version = line.trim_start_matches('\u{feff}').strip_prefix("version:").map(str::trim);
    let version = version
        .filter(|version| (1..=LONGEST_VERSION).contains(&version.chars().count()))
        .ok_or_else(|| (first, wants_version()))?;
    let sentences: Vec<String> = lines.map(sentence).collect::<Result<_, _>>()?;
    match sentences.len() {
        0 => Err((first, "no sentence follows: write each after a hyphen, `- …`".to_owned())),
        1..=MOST => Ok(Text { version: version.to_owned(), sentences }),
        many => Err((first, format!("{many} sentences are too many to read: write at most {MOST}"))),
    }
}

fn sentence((number, line): (usize, &str)) -> Result<String, (usize, String)> {
    let sentence = line.strip_prefix("- ").map(str::trim).unwrap_or_default();
    if sentence.is_empty() {
        return Err((number, "a sentence stands after a hyphen, `- …`".to_owned()));
    }
    if sentence.chars().count() > LONGEST {
        return Err((
            number,
            format!("this sentence is longer than {LONGEST} characters: write shorter ones"),
        ));
    }
    Ok(sentence.to_owned())
}
