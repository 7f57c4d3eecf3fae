//! Parts below each other, of which some come and go.

use epn_ui::{Element, Space, Ui};
use iced::widget::{Space as Nothing, container};
use iced::{Length, Padding};

/// A column in which every part keeps its place, shown or not: a field that is being written into keeps its caret and its
/// focus when a banner above it comes or goes.
pub fn stack<'a, M: 'a>(
    ui: Ui,
    space: Space,
    parts: impl IntoIterator<Item = Option<Element<'a, M>>>,
) -> iced::widget::Column<'a, M> {
    let below = ui.space(space);
    let places = parts.into_iter().map(|part| match part {
        Some(part) => container(part).width(Length::Fill).padding(Padding::default().bottom(below)).into(),
        None => container(Nothing::new()).into(),
    });
    ui.column(places).spacing(0.0).width(Length::Fill)
}
