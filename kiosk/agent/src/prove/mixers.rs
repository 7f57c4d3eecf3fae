//! The state of sound cards as `alsactl store` writes it.

use std::collections::BTreeMap;

/// What can be set on a card, by card and control: its values, in order.
pub type Settings<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a str>>;

/// The controls that keep what they are set to. Others tell what the card notices by itself, such as a plug.
pub fn settings(state: &str) -> Settings<'_> {
    let mut found = Settings::new();
    let mut control = Control::default();
    let mut card = "";
    for line in state.lines().map(str::trim) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if let Some(name) = word.strip_prefix("state.") {
            card = name;
        } else if word.starts_with("control.") {
            control.settle(card, &mut found);
            control = Control { number: word, ..Control::default() };
        } else if word == "access" {
            control.is_setting = rest.contains("write") && !rest.contains("volatile");
        } else if word == "value" || word.starts_with("value.") {
            control.values.push(rest);
        }
    }
    control.settle(card, &mut found);
    found
}

#[derive(Default)]
struct Control<'a> {
    number: &'a str,
    values: Vec<&'a str>,
    is_setting: bool,
}

impl<'a> Control<'a> {
    fn settle(&mut self, card: &'a str, found: &mut Settings<'a>) {
        if self.is_setting {
            found.insert((card, self.number), std::mem::take(&mut self.values));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(volume: u32, plugged: bool) -> String {
        format!(
            "state.PCH {{\n\tcontrol.1 {{\n\t\tiface MIXER\n\t\tname 'Master Playback Volume'\n\t\tvalue {volume}\n\
             \t\tcomment {{\n\t\t\taccess 'read write'\n\t\t\ttype INTEGER\n\t\t}}\n\t}}\n\
             \tcontrol.2 {{\n\t\tiface CARD\n\t\tname 'Headphone Jack'\n\t\tvalue {plugged}\n\
             \t\tcomment {{\n\t\t\taccess read\n\t\t\ttype BOOLEAN\n\t\t}}\n\t}}\n}}\n"
        )
    }

    #[test]
    fn a_volume_is_a_setting_and_a_plug_is_none() {
        assert_eq!(settings(&state(40, false)), settings(&state(40, true)));
        assert_ne!(settings(&state(40, false)), settings(&state(41, false)));
        assert!(settings("").is_empty());
    }

    #[test]
    fn two_cards_have_controls_of_the_same_number() {
        let both = state(1, false) + &state(2, false).replace("PCH", "HDMI");
        assert_eq!(settings(&both).len(), 2);
    }
}
