//! A value that goes up and down by steps: minutes, hours, companions.

use iced::Element;
use iced::widget::container;

use crate::theme::{Space, TextRole};
use crate::{Icon, Ui};

/// One of the two buttons of a stepper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<Message> {
    /// For speech: "15 minutes less".
    pub label: String,
    pub on_press: Message,
    /// Why it cannot go further, at the end of the range.
    pub end: Option<String>,
}

impl Ui {
    /// A value between a minus and a plus. The ids of the buttons are `{id}-less` and `{id}-more`.
    pub fn stepper<'a, Message: Clone + 'a>(
        &self,
        id: &str,
        value: impl Into<String>,
        less: Step<Message>,
        more: Step<Message>,
    ) -> Element<'a, Message> {
        let width = self.text_size(TextRole::Label) * 6.0;
        let value = container(self.label(value).id(format!("{id}-value")).bold().centered()).width(width);
        let button = |name: &str, step: Step<Message>, icon: Icon| {
            self.button(format!("{id}-{name}"), step.label, step.on_press)
                .icon_only(icon)
                .disabled_if(step.end)
        };
        let less = button("less", less, Icon::Minus);
        let more = button("more", more, Icon::Plus);
        self.row([less.into(), value.into(), more.into()]).spacing(self.space(Space::S)).into()
    }
}
