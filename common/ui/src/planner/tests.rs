use iced::keyboard::key::Named;
use iced::widget::Id;
use iced::{Point, Rectangle};

use super::geometry::lanes;
use super::*;
use crate::testing::Driver;

fn block(row: usize, span: Range<f32>) -> PlanBlock {
    let id = format!("block-{row}-{}", span.start);
    PlanBlock::new(id.clone(), row, span, "Lune", id).can_move()
}

/// Two rows of twenty slots; Lune has the slots 4 to 8 of the first.
fn plan<'a>(ui: Ui, cursor: usize) -> crate::Element<'a, Planned> {
    let rows = ["one", "two"].map(|id| PlanRow::new(id, id).open(vec![2.0..18.0]));
    let plan = ui.planner("plan", "Plan", 20, |planned| planned);
    let plan = plan.rows(rows.into()).blocks(vec![block(0, 4.0..8.0)]).marks(vec![(0, "8 h".to_owned())]);
    ui.root(plan.cursor(cursor).now(Some(3.0)))
}

fn bounds(driver: &mut Driver, ui: Ui, id: &str) -> Rectangle {
    let wanted = Id::from(id.to_owned());
    driver.outline(plan(ui, 0)).into_iter().find(|item| item.id == wanted).unwrap().bounds
}

/// The middle of a slot of a row.
fn middle(driver: &mut Driver, ui: Ui, row: &str, slot: f32) -> Point {
    let whole = bounds(driver, ui, row);
    let lune = bounds(driver, ui, "block-0-4");
    let width = (lune.width + 2.0) / 4.0;
    let first = lune.x - 1.0 - 4.0 * width;
    Point::new(first + (slot + 0.5) * width, whole.center_y())
}

#[test]
fn blocks_that_meet_lie_below_each_other() {
    let blocks =
        [block(0, 0.0..4.0), block(0, 2.0..3.0), block(0, 3.0..5.0), block(1, 2.0..9.0), block(0, 4.0..6.0)];
    assert_eq!(lanes(&blocks), [0, 1, 1, 0, 0]);
}

#[test]
fn a_drag_along_a_row_draws_whole_slots_either_way() {
    let ui = Ui::console();
    let mut driver = Driver::new(1000.0, 300.0);
    let (from, to) = (middle(&mut driver, ui, "two", 3.0), middle(&mut driver, ui, "two", 6.0));
    let drawn = vec![Planned::Drawn { row: 1, slot: 3, slots: 4 }];
    assert_eq!(driver.drag(plan(ui, 0), from, to), drawn);
    assert_eq!(driver.drag(plan(ui, 0), to, from), drawn, "backwards too");
    assert_eq!(driver.drag(plan(ui, 0), from, from), [Planned::Drawn { row: 1, slot: 3, slots: 1 }]);
}

#[test]
fn a_block_is_taken_to_another_row_and_slot_by_where_it_was_held() {
    let ui = Ui::console();
    let mut driver = Driver::new(1000.0, 300.0);
    let held = middle(&mut driver, ui, "one", 6.0);
    let to = middle(&mut driver, ui, "two", 13.0);
    assert_eq!(driver.drag(plan(ui, 0), held, to), [Planned::Moved { block: 0, row: 1, slot: 11 }]);
    let beyond = Point::new(to.x + 5000.0, to.y + 5000.0);
    assert_eq!(
        driver.drag(plan(ui, 0), held, beyond),
        [Planned::Moved { block: 0, row: 1, slot: 16 }],
        "it stays whole within the plan"
    );
    let trembling = Point::new(held.x + 2.0, held.y);
    assert_eq!(driver.drag(plan(ui, 0), held, trembling), [Planned::Pressed { block: 0 }]);
}

#[test]
fn the_names_are_no_time() {
    let ui = Ui::console();
    let mut driver = Driver::new(1000.0, 300.0);
    let row = bounds(&mut driver, ui, "one");
    let name = Point::new(row.x + 5.0, row.center_y());
    assert_eq!(driver.drag(plan(ui, 0), name, name), []);
}

#[test]
fn the_keyboard_goes_from_slot_to_slot_and_from_row_to_row() {
    let ui = Ui::console();
    let mut driver = Driver::new(1000.0, 300.0);
    driver.tab(plan(ui, 5));
    assert_eq!(driver.focused(plan(ui, 5)), Some(Id::from("one")));
    assert_eq!(driver.press(plan(ui, 5), Named::ArrowRight), [Planned::Went { slot: 6 }]);
    assert_eq!(driver.press(plan(ui, 0), Named::ArrowLeft), [Planned::Went { slot: 0 }]);
    assert_eq!(driver.press(plan(ui, 5), Named::Enter), [Planned::Pressed { block: 0 }]);
    driver.press(plan(ui, 5), Named::ArrowDown);
    assert_eq!(driver.focused(plan(ui, 5)), Some(Id::from("two")));
    assert_eq!(driver.press(plan(ui, 5), Named::Enter), [Planned::Drawn { row: 1, slot: 5, slots: 1 }]);
}

#[test]
fn the_outline_says_rows_and_blocks() {
    let ui = Ui::console();
    let outline = Driver::new(1000.0, 300.0).outline(plan(ui, 0));
    let said: Vec<_> = outline.iter().map(|item| (item.node.label.as_str(), item.focusable)).collect();
    assert_eq!(said, [("Plan", false), ("one", true), ("two", true), ("block-0-4", false)]);
}
