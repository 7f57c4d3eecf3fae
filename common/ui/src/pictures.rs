//! The pictures that people are called by in the room.

use epn_rules::people::PICTURES;
use iced::widget::{Id, container};
use iced::{Border, Element};

use crate::Ui;
use crate::described::{Described, Inside};
use crate::outline::{Node, Role};
use crate::text;
use crate::theme::Radius;

/// The first picture's code point in the icon font; the others follow in the order of [`PICTURES`].
const FIRST: u32 = 0xe100;

/// The code point of a picture; none for a key that is no picture.
pub(crate) fn glyph(key: &str) -> Option<(usize, char)> {
    let index = PICTURES.iter().position(|picture| *picture == key)?;
    let offset = u32::try_from(index).ok()?;
    Some((index, char::from_u32(FIRST + offset)?))
}

/// The character of a picture in [`crate::fonts::ICONS`], for documents; none for a key that is no picture.
pub fn picture_glyph(key: &str) -> Option<char> {
    glyph(key).map(|(_, glyph)| glyph)
}

impl Ui {
    /// A picture on its disc, `size` logical pixels wide (grows with the person's text scale), with its word for the
    /// outline. A key that is no picture draws an empty disc.
    pub fn picture<'a, Message: 'a>(
        &self,
        key: &str,
        word: impl Into<String>,
        size: f32,
    ) -> Element<'a, Message> {
        let size = size * self.comfort.text_scale.factor();
        let palette = self.palette();
        let (index, drawing_of) = glyph(key).unwrap_or((0, ' '));
        let (disc, drawing) =
            palette.pictures.get(index % palette.pictures.len()).copied().unwrap_or_default();
        let border = Border { radius: self.radius(Radius::Pill).into(), ..Border::default() };
        let content = container(text::glyph(drawing_of, size * 0.62).color(drawing))
            .center_x(size)
            .center_y(size)
            .style(move |_theme| container::Style {
                background: Some(disc.into()),
                border,
                ..container::Style::default()
            });
        let node = Node::new(Role::Picture, word);
        let id = Id::from(format!("picture: {key}"));
        Described { id, node: Some(node), inside: Inside::Text, content: content.into() }.into()
    }
}
