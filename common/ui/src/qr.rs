//! QR codes: always dark on white, whatever the contrast, so that every camera reads them.

use iced::widget::{Id, container, qr_code};
use iced::{Border, Color, Element};

use crate::Ui;
use crate::described::{Described, Inside};
use crate::outline::{Node, Role};
use crate::theme::{Radius, Space};

pub use iced::widget::qr_code::Data as QrData;

impl Ui {
    /// A code, `size` logical pixels wide; the label says what it holds. The screen keeps the [`QrData`].
    pub fn qr<'a, Message: 'a>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        data: &'a QrData,
        size: f32,
    ) -> Element<'a, Message> {
        let code = qr_code(data)
            .total_size(size)
            .style(|_theme| qr_code::Style { cell: Color::BLACK, background: Color::WHITE });
        let radius = self.radius(Radius::S);
        let content = container(code).padding(self.space(Space::S)).style(move |_theme| container::Style {
            background: Some(Color::WHITE.into()),
            border: Border { radius: radius.into(), ..Border::default() },
            ..container::Style::default()
        });
        let node = Node::new(Role::Picture, label);
        Described { id: id.into(), node: Some(node), inside: Inside::Text, content: content.into() }.into()
    }
}
