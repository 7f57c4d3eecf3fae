//! A keyboard: chords by the names of keys, and text under the layout that the guest has.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tokio::time::sleep;

use super::qmp::Qmp;

/// How long a key is held down.
const HELD: Duration = Duration::from_millis(30);
/// From one key of a text to the next: a hand's pace. Entries take faster keys for a scanner's.
const PACE: Duration = Duration::from_millis(160);

/// Where a layout puts its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    French,
    American,
}

impl Layout {
    /// By its name in `/etc/default/keyboard`.
    pub fn named(name: &str) -> Self {
        if name.starts_with("fr") { Self::French } else { Self::American }
    }

    /// The key that writes a letter, a digit, or a space; digits by their place, which is all that the kiosk looks at.
    fn key(self, character: char) -> Option<&'static str> {
        let place = match (self, character.to_ascii_lowercase()) {
            (Self::French, 'a') => 'q',
            (Self::French, 'q') => 'a',
            (Self::French, 'z') => 'w',
            (Self::French, 'w') => 'z',
            (Self::French, 'm') => ';',
            (_, letter) => letter,
        };
        PLACES.iter().find(|(at, _)| *at == place).map(|(_, key)| *key)
    }
}

/// Keys by what they write on an American keyboard.
const PLACES: [(char, &str); 38] = [
    ('a', "a"),
    ('b', "b"),
    ('c', "c"),
    ('d', "d"),
    ('e', "e"),
    ('f', "f"),
    ('g', "g"),
    ('h', "h"),
    ('i', "i"),
    ('j', "j"),
    ('k', "k"),
    ('l', "l"),
    ('m', "m"),
    ('n', "n"),
    ('o', "o"),
    ('p', "p"),
    ('q', "q"),
    ('r', "r"),
    ('s', "s"),
    ('t', "t"),
    ('u', "u"),
    ('v', "v"),
    ('w', "w"),
    ('x', "x"),
    ('y', "y"),
    ('z', "z"),
    ('0', "0"),
    ('1', "1"),
    ('2', "2"),
    ('3', "3"),
    ('4', "4"),
    ('5', "5"),
    ('6', "6"),
    ('7', "7"),
    ('8', "8"),
    ('9', "9"),
    (';', "semicolon"),
    (' ', "spc"),
];

/// Presses and lets go the keys of a chord such as `ctrl-alt-f1`, by QEMU's names.
///
/// # Errors
/// QEMU knows no such key.
pub async fn press(qmp: &Qmp, chord: &str) -> Result<()> {
    let keys: Vec<Value> = chord.split('-').map(|key| json!({ "type": "qcode", "data": key })).collect();
    let held = u64::try_from(HELD.as_millis())?;
    qmp.execute("send-key", json!({ "keys": keys, "hold-time": held })).await.map(drop)?;
    // QEMU queues keys: this one is up again before the next is asked for.
    sleep(HELD).await;
    Ok(())
}

/// Types letters, digits and spaces; hyphens, as codes have them, are left out.
///
/// # Errors
/// Another character.
pub async fn type_text(qmp: &Qmp, layout: Layout, text: &str) -> Result<()> {
    for character in text.chars().filter(|character| *character != '-') {
        let Some(key) = layout.key(character) else { bail!("no key for a character of the text") };
        press(qmp, key).await.context("typing")?;
        sleep(PACE.saturating_sub(HELD)).await;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_french_keyboard_has_its_letters_elsewhere() {
        let keys = |layout: Layout| "AZQWM7".chars().map(|c| layout.key(c).unwrap()).collect::<Vec<_>>();
        assert_eq!(keys(Layout::French), ["q", "w", "a", "z", "semicolon", "7"]);
        assert_eq!(keys(Layout::American), ["a", "z", "q", "w", "m", "7"]);
        assert_eq!(Layout::American.key('é'), None);
    }
}
