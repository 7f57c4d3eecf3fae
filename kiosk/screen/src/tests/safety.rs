//! What must never show: secrets, a way out, nothing to read.

use epn_ui::{OutlineItem, Role};
use epn_wire::kiosk::KioskIntent;
use epn_words::Lang;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::{Event, event, window};

use super::looks::every_screen;
use super::stage::Stage;
use super::views::{active, locked, session};
use crate::app::Message;
use crate::window::escaped;

#[test]
fn a_pin_is_in_no_outline_no_debug_and_no_log() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.choose("enter-member");
    stage.tab_to("pin");
    stage.digits("7305");
    let outline = stage.outline();
    let pin = outline.iter().find(|item| item.id == "pin".into()).expect("the PIN's entry");
    assert_eq!((pin.node.role, &pin.node.detail), (Role::SecretField, &None));
    assert!(!stage.said().contains("7305"));
    assert!(!format!("{:?}", stage.app).contains("7305"), "{:?}", stage.app);
}

#[test]
fn a_ticket_is_in_no_debug() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.enter();
    stage.types("K7QF2M");
    let debug = format!("{:?}", stage.app);
    assert!(!debug.contains("K7QF") && !debug.contains("7QF2M"), "{debug}");
    let messages = stage.driver.character(stage.app.view(), 'Z');
    assert_eq!(messages.len(), 1);
    assert!(!format!("{messages:?}").contains('Z'), "{messages:?}");
}

#[test]
fn what_was_typed_does_not_come_back() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.enter();
    stage.types("K7QF");
    stage.escape();
    stage.enter();
    assert!(!stage.said().contains("K7QF"), "{}", stage.said());
}

#[test]
fn no_key_closes_or_tells_the_agent_anything() {
    use iced::keyboard::key::{NativeCode, Physical};
    use iced::keyboard::{Event as Keyboard, Location};
    let pressed = |key: Key, modifiers| {
        Event::Keyboard(Keyboard::KeyPressed {
            modified_key: key.clone(),
            key,
            physical_key: Physical::Unidentified(NativeCode::Unidentified),
            location: Location::Standard,
            modifiers,
            text: None,
            repeat: false,
        })
    };
    let letter = |letter: &str| Key::Character(letter.into());
    let keys = [
        (Key::Named(Named::F4), Modifiers::ALT),
        (letter("w"), Modifiers::CTRL),
        (letter("q"), Modifiers::CTRL),
        (letter("c"), Modifiers::CTRL),
        (Key::Named(Named::F11), Modifiers::empty()),
        (Key::Named(Named::F12), Modifiers::empty()),
        (Key::Named(Named::Escape), Modifiers::empty()),
    ];
    for view in [locked(), session(active(20))] {
        for (key, modifiers) in &keys {
            let mut stage = Stage::new(Lang::French, view.clone());
            let before = stage.outline();
            let event = pressed(key.clone(), *modifiers);
            let messages = stage.driver.send(stage.app.view(), std::slice::from_ref(&event));
            assert!(messages.is_empty(), "{key:?}");
            if let Some(message) = escaped(event, event::Status::Ignored, window::Id::unique()) {
                stage.happens(message);
            }
            assert_eq!(stage.outline(), before, "{key:?}");
            assert_eq!(stage.told(), Vec::<KioskIntent>::new(), "{key:?}");
        }
    }
    let close = Event::Window(window::Event::CloseRequested);
    assert!(escaped(close, event::Status::Ignored, window::Id::unique()).is_none());
}

#[test]
fn every_thing_on_every_screen_says_what_it_is() {
    for lang in Lang::ALL {
        for (name, mut stage) in every_screen(&["--lang", lang.tag()]) {
            let outline = stage.outline();
            assert!(!outline.is_empty(), "{name}");
            for item in &outline {
                assert!(!item.node.label.trim().is_empty(), "{name}, {lang:?}: {item:?}");
            }
            let mut ids: Vec<_> =
                outline.iter().filter(|item| item.focusable).map(|item| format!("{:?}", item.id)).collect();
            let count = ids.len();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), count, "{name}: two widgets share an id");
        }
    }
}

#[test]
fn where_there_is_something_to_do_the_focus_is_on_it() {
    for (name, mut stage) in every_screen(&[]) {
        let waits = ["away", "deciding", "plan-asking", "starting", "ending", "staff-asking"].contains(&name);
        let focused = stage.outline().into_iter().find(|item| item.focused);
        assert_eq!(focused.is_some(), !waits, "{name}");
    }
}

#[test]
fn help_language_and_comfort_are_always_in_sight() {
    for scale in ["1", "2"] {
        for (name, mut stage) in every_screen(&["--scale", scale]) {
            if name == "away" {
                continue;
            }
            let back = stage.has("back").then_some("back");
            for id in ["help", "lang-en", "text-size", "contrast"].into_iter().chain(back) {
                let outline = stage.outline();
                let item = outline.iter().find(|item| item.id == id.into());
                let bounds = item.unwrap_or_else(|| panic!("{name} has no {id}")).bounds;
                let inside = bounds.x >= 0.0
                    && bounds.y >= 0.0
                    && bounds.x + bounds.width <= 1024.0
                    && bounds.y + bounds.height <= 768.0;
                assert!(inside, "{name} at {scale}: {id} is at {bounds:?}");
            }
        }
    }
}

#[test]
fn the_main_action_is_in_sight_however_large_the_text() {
    for scale in ["1", "1.25", "1.5", "2"] {
        for (name, mut stage) in every_screen(&["--scale", scale]) {
            let outline = stage.outline();
            let bottom = outline.iter().find(|item| item.id == "text-size".into()).map(|item| item.bounds.y);
            // These two stand above and below the content, which another test looks at.
            let stands_outside = |item: &OutlineItem| item.id == "help".into() || item.id == "back".into();
            for item in outline.iter().filter(|item| item.focused && !stands_outside(item)) {
                let ends = item.bounds.y + item.bounds.height;
                assert!(item.bounds.y > 0.0 && Some(ends) <= bottom, "{name} at {scale}: {item:?}");
            }
        }
    }
}

#[test]
fn without_an_agent_there_is_a_calm_sentence_and_nothing_else() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.happens(Message::Agent(crate::link::Heard::Lost));
    assert_eq!(stage.label("title"), "Un instant…");
    assert!(stage.outline().iter().all(|item| !item.focusable));
    stage.sees(locked());
    assert!(stage.has_focus("start"), "half-done steps are gone");
}
