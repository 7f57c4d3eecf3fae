use iced::keyboard::key::Named;

use super::{Message, Sample, id, sample};
use crate::testing::Driver;
use crate::{Element, Ui};

fn driver() -> Driver {
    Driver::new(1280.0, 3000.0)
}

#[test]
fn enter_space_and_click_press() {
    let (ui, state, mut driver) = (Ui::kiosk(), Sample::default(), driver());
    for name in ["start", "tile", "spoken", "answer"] {
        driver.focus(sample(ui, &state), name);
        assert_eq!(driver.press(sample(ui, &state), Named::Enter), [Message::Pressed(name)]);
        assert_eq!(driver.press(sample(ui, &state), Named::Space), [Message::Pressed(name)]);
        assert_eq!(driver.click(sample(ui, &state), name), [Message::Pressed(name)]);
    }
}

#[test]
fn keys_press_nothing_without_the_focus() {
    let (ui, state, mut driver) = (Ui::kiosk(), Sample::default(), driver());
    assert_eq!(driver.press(sample(ui, &state), Named::Enter), []);
}

#[test]
fn the_disabled_is_never_pressed() {
    let (ui, state, mut driver) = (Ui::kiosk(), Sample::default(), driver());
    driver.focus(sample(ui, &state), "forbidden");
    assert_eq!(driver.press(sample(ui, &state), Named::Enter), []);
    assert_eq!(driver.press(sample(ui, &state), Named::Space), []);
    assert_eq!(driver.click(sample(ui, &state), "forbidden"), []);
}

#[test]
fn a_click_moves_the_focus_there() {
    let (ui, state, mut driver) = (Ui::kiosk(), Sample::default(), driver());
    driver.focus(sample(ui, &state), "name");
    driver.click(sample(ui, &state), "start");
    assert_eq!(driver.focused(sample(ui, &state)), Some(id("start")));
    driver.tab(sample(ui, &state));
    assert_eq!(driver.focused(sample(ui, &state)), Some(id("forbidden")));
}

#[test]
fn arrows_go_to_the_neighbour() {
    let (ui, state, mut driver) = (Ui::kiosk(), Sample::default(), driver());
    driver.focus(sample(ui, &state), "key-5");
    for (arrow, expected) in [
        (Named::ArrowUp, "key-2"),
        (Named::ArrowRight, "key-3"),
        (Named::ArrowDown, "key-6"),
        (Named::ArrowLeft, "key-5"),
        (Named::ArrowDown, "key-8"),
        (Named::ArrowDown, "key-0"),
    ] {
        driver.press(sample(ui, &state), arrow);
        assert_eq!(driver.focused(sample(ui, &state)), Some(id(expected)), "after {arrow:?}");
    }
}

#[test]
fn a_pin_is_typed_on_a_french_keyboard_without_shift() {
    let (ui, mut state, mut driver) = (Ui::kiosk(), Sample::default(), driver());
    state.pin = String::new();
    driver.focus(sample(ui, &state), "pin");
    for digit in [7, 0, 3, 9] {
        match driver.digit(sample(ui, &state), digit).as_slice() {
            [Message::Typed(pin)] => state.pin.clone_from(pin),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(state.pin, "7039");
    assert_eq!(driver.digit(sample(ui, &state), 1), [], "it holds four digits");
    assert_eq!(driver.press(sample(ui, &state), Named::Backspace), [Message::Typed("703".into())]);
    assert_eq!(driver.press(sample(ui, &state), Named::Enter), [Message::Pressed("pin")]);
}

#[test]
fn an_eager_entry_reads_digits_without_the_focus() {
    let ui = Ui::kiosk();
    let view = || -> Element<'_, String> {
        let content = ui.column(crate::items![
            ui.digit_entry("number", "Number", "12", 6, |number| number).eager(),
            ui.button("go", "Go", String::from("go")),
        ]);
        ui.root(content)
    };
    let mut driver = driver();
    assert_eq!(driver.digit(view(), 5), ["125"]);
    driver.focus(view(), "go");
    assert_eq!(driver.digit(view(), 5), ["125"]);
    assert_eq!(driver.press(view(), Named::Enter), ["go"], "Enter belongs to what has the focus");
}

#[test]
fn text_is_typed_into_the_focused_field_and_tab_leaves_it() {
    let (ui, state, mut driver) = (Ui::kiosk(), Sample::default(), driver());
    driver.focus(sample(ui, &state), "name");
    assert_eq!(driver.character(sample(ui, &state), 'd'), [Message::Typed("abcd".into())]);
    assert_eq!(driver.press(sample(ui, &state), Named::Enter), [Message::Pressed("submit")]);
    driver.tab(sample(ui, &state));
    assert_eq!(driver.focused(sample(ui, &state)), Some(id("password")));
}

#[test]
fn another_screen_does_not_inherit_the_focus() {
    let ui = Ui::kiosk();
    let view = |name: &'static str| -> Element<'_, String> {
        let content = ui.column(crate::items![
            ui.button(name, "Go on", String::from(name)),
            ui.field(format!("{name}-field"), "Name", "", |text| text),
        ]);
        ui.root(content)
    };
    let mut driver = driver();
    driver.focus(view("first"), "first");
    assert_eq!(driver.focused(view("first")), Some(id("first")));
    assert_eq!(driver.focused(view("second")), None);
    driver.focus(view("second"), "second-field");
    assert_eq!(driver.focused(view("third")), None);
}

#[test]
fn the_focus_ring_can_be_seen() {
    let (ui, state) = (Ui::kiosk(), Sample::default());
    let mut driver = driver();
    let without = driver.picture(sample(ui, &state), ui);
    for name in ["start", "name"] {
        driver.focus(sample(ui, &state), name);
        let with = driver.picture(sample(ui, &state), ui);
        let changed = changed_pixels(&without.rgba, &with.rgba);
        assert!(changed > 1000, "{name}: {changed} pixels differ");
    }
}

/// How many pixels differ between two pictures of the same size.
fn changed_pixels(one: &[u8], other: &[u8]) -> usize {
    assert_eq!(one.len(), other.len());
    one.chunks_exact(4).zip(other.chunks_exact(4)).filter(|(one, other)| one != other).count()
}

#[test]
fn a_pointer_leaves_no_ring() {
    let (ui, state) = (Ui::kiosk(), Sample::default());
    let mut driver = Driver::new(900.0, 600.0);
    let without = driver.picture(sample(ui, &state), ui);
    driver.click(sample(ui, &state), "start");
    let with = driver.picture(sample(ui, &state), ui);
    assert_eq!(changed_pixels(&without.rgba, &with.rgba), 0);
}
