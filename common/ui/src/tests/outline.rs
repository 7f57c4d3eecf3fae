use std::collections::HashSet;

use super::{STOPS, Sample, id, sample};
use crate::testing::Driver;
use crate::{Comfort, Direction, Page, Role, Space, TextScale, Ui};

/// High enough to show the whole sample.
fn driver() -> Driver {
    Driver::new(1280.0, 3000.0)
}

#[test]
fn every_widget_says_what_it_is() {
    let (ui, state) = (Ui::console(), Sample::default());
    let outline = driver().outline(sample(ui, &state));
    let silent: Vec<_> = outline.iter().filter(|item| item.node.label.trim().is_empty()).collect();
    assert!(silent.is_empty(), "{silent:?}");
    let roles: HashSet<_> = outline.iter().map(|item| item.node.role).collect();
    for role in [
        Role::Heading,
        Role::Text,
        Role::Status,
        Role::Alert,
        Role::Picture,
        Role::Button,
        Role::Choice,
        Role::Toggle,
        Role::TextField,
        Role::SecretField,
        Role::Progress,
        Role::Table,
        Role::Chart,
    ] {
        assert!(roles.contains(&role), "nothing with the role {role:?}");
    }
    let ids: HashSet<_> = outline.iter().map(|item| item.id.clone()).collect();
    assert_eq!(ids.len(), outline.len(), "two widgets share an id");
}

#[test]
fn secrets_are_not_in_the_outline() {
    let (ui, mut state) = (Ui::kiosk(), Sample::default());
    state.typed = "hunter2".into();
    state.pin = "9371".into();
    let outline = driver().outline(sample(ui, &state));
    for name in ["password", "pin"] {
        let field = outline.iter().find(|item| item.id == id(name)).expect("the field");
        assert_eq!(field.node.role, Role::SecretField);
        assert_eq!(field.node.detail, None);
    }
    let name = outline.iter().find(|item| item.id == id("name")).expect("the field");
    assert_eq!(name.node.detail.as_deref(), Some("hunter2"), "what is no secret is spoken");
}

#[test]
fn what_cannot_be_used_says_why() {
    let (ui, state) = (Ui::kiosk(), Sample::default());
    let outline = driver().outline(sample(ui, &state));
    let button = outline.iter().find(|item| item.id == id("forbidden")).expect("the button");
    assert!(button.node.disabled);
    assert!(button.focusable, "its reason can be reached by keyboard");
    assert_eq!(button.node.detail.as_deref(), Some("No credit left"));
}

#[test]
fn tab_walks_in_outline_order_and_round() {
    let (ui, state) = (Ui::kiosk(), Sample::default());
    let mut driver = driver();
    let stops: Vec<_> = driver
        .outline(sample(ui, &state))
        .into_iter()
        .filter(|item| item.focusable)
        .map(|item| item.id)
        .collect();
    assert_eq!(stops, STOPS.map(id));
    for stop in stops.iter().chain(stops.first()) {
        driver.tab(sample(ui, &state));
        assert_eq!(driver.focused(sample(ui, &state)).as_ref(), Some(stop));
    }
    for stop in stops.iter().rev() {
        driver.back_tab(sample(ui, &state));
        assert_eq!(driver.focused(sample(ui, &state)).as_ref(), Some(stop));
    }
}

#[test]
fn exactly_one_widget_has_the_focus() {
    let (ui, state) = (Ui::kiosk(), Sample::default());
    let mut driver = driver();
    for _ in 0..12 {
        driver.tab(sample(ui, &state));
        let outline = driver.outline(sample(ui, &state));
        assert_eq!(outline.iter().filter(|item| item.focused).count(), 1);
    }
}

#[test]
fn rows_are_mirrored_for_languages_that_run_the_other_way() {
    let state = Sample::default();
    for (direction, starts_left) in [(Direction::Ltr, true), (Direction::Rtl, false)] {
        let ui = Ui::kiosk().with_direction(direction);
        let outline = driver().outline(sample(ui, &state));
        let x = |name| outline.iter().find(|item| item.id == id(name)).expect(name).bounds.x;
        assert_eq!(x("start") < x("forbidden"), starts_left);
        assert_eq!(x("minutes-less") < x("minutes-more"), starts_left);
        assert!(x("key-1") < x("key-2"), "a number pad is the same in every language");
    }
}

#[test]
fn the_focus_scrolls_into_view() {
    let (ui, state) = (Ui::kiosk(), Sample::default());
    let mut driver = Driver::new(1280.0, 700.0);
    for stop in STOPS {
        driver.tab(sample(ui, &state));
        let outline = driver.outline(sample(ui, &state));
        let item = outline.iter().find(|item| item.id == id(stop)).expect(stop);
        assert!(item.focused, "{stop}");
        let bottom = item.bounds.y + item.bounds.height;
        assert!(item.bounds.y >= 0.0 && bottom <= 700.0, "{stop} is at {:?}", item.bounds);
    }
}

/// iced 0.14 draws a single right-to-left line beside its box if it is given an alignment.
#[test]
fn arabic_text_is_drawn_inside_its_box() {
    let ui = Ui::kiosk().with_direction(Direction::Rtl);
    for centered in [false, true] {
        let view = |text: &'static str| -> crate::Element<'static, ()> {
            let title = ui.title(text);
            ui.root(ui.column([if centered { title.centered().into() } else { title.fill().into() }]))
        };
        let mut driver = Driver::new(600.0, 100.0);
        let (empty, with) = (driver.picture(view(" "), ui), driver.picture(view("مرحبا"), ui));
        let columns: Vec<usize> = drawn_columns(&empty.rgba, &with.rgba, 600);
        assert!(!columns.is_empty(), "nothing is drawn");
        let (first, last) = (columns[0], columns[columns.len() - 1]);
        if centered {
            assert!(first.abs_diff(600 - last) < 20, "drawn from {first} to {last}");
        } else {
            assert!(first > 300 && last > 580, "drawn from {first} to {last}");
        }
    }
}

/// The columns of pixels in which two pictures of the same size differ.
fn drawn_columns(one: &[u8], other: &[u8], width: usize) -> Vec<usize> {
    let rows = || one.chunks_exact(4 * width).zip(other.chunks_exact(4 * width));
    (0..width)
        .filter(|column| {
            let pixel = 4 * column..4 * column + 4;
            rows().any(|(one, other)| one[pixel.clone()] != other[pixel.clone()])
        })
        .collect()
}

#[test]
fn a_grid_has_as_many_equal_columns_as_fit() {
    let state = ["a", "b", "c", "d", "e"];
    for (direction, first_row) in [(Direction::Ltr, ["a", "b", "c"]), (Direction::Rtl, ["c", "b", "a"])] {
        let ui = Ui::console().with_direction(direction);
        let tiles = state.map(|name| {
            let content = if name == "b" { ui.display("two\nlines") } else { ui.body("one line") };
            ui.tile(name, name, content, ()).into()
        });
        // Three columns of at least 180 and two gaps of 14 fit into 600 logical pixels; four do not.
        let outline = Driver::new(600.0, 600.0).outline(ui.root(ui.grid(180.0, tiles)));
        let bounds = |name| outline.iter().find(|item| item.id == id(name)).expect(name).bounds;
        let [left, middle, right] = first_row.map(bounds);
        assert!(left.x < middle.x && middle.x < right.x);
        assert!((left.width - right.width).abs() < 0.1 && (right.x + right.width - 600.0).abs() < 0.1);
        assert!((left.height - middle.height).abs() < 0.1, "cells of a row are equally high");
        assert!(bounds("d").y > left.y && (bounds("d").x - bounds("a").x).abs() < 0.1);
    }
}

#[test]
fn larger_text_makes_larger_controls() {
    let state = Sample::default();
    let height = |ui: Ui| {
        let outline = driver().outline(sample(ui, &state));
        outline.iter().find(|item| item.id == id("start")).expect("the button").bounds.height
    };
    let largest = Comfort { text_scale: TextScale::Largest, ..Comfort::default() };
    assert!(height(Ui::kiosk().with_comfort(largest)) > 1.4 * height(Ui::kiosk()));
    assert!(height(Ui::kiosk()) >= 44.0, "a target that a finger hits");
}

#[test]
fn pages_cover_a_list_without_gap_or_overlap() {
    let list: Vec<u32> = (0..23).collect();
    let pages = Page::new(0, 10, list.len()).count();
    let seen: Vec<u32> =
        (0..pages).flat_map(|index| Page::new(index, 10, list.len()).of(&list).to_vec()).collect();
    assert_eq!(seen, list);
    let last = Page::new(99, 10, list.len());
    assert_eq!((last.index(), last.previous(), last.next()), (2, Some(1), None));
    assert_eq!(Page::new(0, 10, 0).count(), 1, "an empty list has one empty page");
}

#[test]
fn another_place_starts_at_its_top() {
    let ui = Ui::kiosk();
    let place = |id: &'static str| {
        let buttons = (0..30).map(|index| ui.button(format!("button-{index}"), "Press", ()).into());
        ui.place(id, ui.centered_frame(ui.label("Site"), ui.column(buttons), ui.label("Help")))
    };
    let mut driver = Driver::new(1280.0, 700.0);
    let top = |driver: &mut Driver, id| {
        let outline = driver.outline::<()>(place(id));
        outline.iter().find(|item| item.id == "button-0".into()).expect("the first button").bounds.y
    };
    let at_first = top(&mut driver, "one");
    driver.back_tab::<()>(place("one"));
    assert!(top(&mut driver, "one") < at_first, "the last button was scrolled into view");
    assert!((top(&mut driver, "two") - at_first).abs() < 0.5);
    assert_eq!(driver.focused::<()>(place("two")), None);
}

#[test]
fn a_full_bar_is_full() {
    let ui = Ui::kiosk();
    let mut driver = driver();
    let mut picture = |share| driver.picture(ui.root::<()>(ui.time_bar("bar", "Time left", share)), ui).rgba;
    let (empty, almost, full) = (picture(0.0), picture(0.99), picture(1.0));
    let filled = |one: &[u8]| one.iter().zip(&empty).filter(|(one, other)| one != other).count();
    assert!(filled(&full) >= filled(&almost) && filled(&almost) > 0);
}

#[test]
fn an_entry_that_may_be_longer_grows_as_it_is_filled() {
    let ui = Ui::kiosk();
    let mut driver = driver();
    let mut width = |value: &'static str| {
        let entry = ui.digit_entry("pin", "PIN", value, 8, |_| ()).secret().at_first(4);
        driver.outline(ui.root(entry)).first().expect("the entry").bounds.width
    };
    let (empty, four, five) = (width(""), width("1234"), width("12345"));
    assert!((empty - four).abs() < 0.5 && five > four);
}

#[test]
fn the_bar_of_a_scrolled_place_covers_nothing() {
    let ui = Ui::console();
    let tall =
        |lines: usize| ui.root(ui.scroll(ui.tile("tile", "tile", ui.body("line\n".repeat(lines)), ())));
    let width = |lines| {
        let outline = Driver::new(600.0, 300.0).outline(tall(lines));
        outline.iter().find(|item| item.id == id("tile")).expect("the tile").bounds.width
    };
    let bar = ui.space(Space::S) + 2.0 * ui.space(Space::Xs);
    assert!((width(2) - 600.0).abs() < 0.1, "no bar, no room for it: {}", width(2));
    assert!((width(100) - (600.0 - bar)).abs() < 0.1, "{}", width(100));
}
