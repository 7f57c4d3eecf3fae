//! The root of every screen: paints the background and moves the focus by keyboard.

use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::widget::container;
use iced::{Element, Event, Length};

use crate::Ui;
use crate::around::{Around, Inside, Manner};
use crate::focus::{Step, Survey};

impl Ui {
    /// The whole window. Tab and Shift+Tab walk through what is drawn, arrows go to the neighbour; both in every
    /// program, without any code of its own.
    pub fn root<'a, Message: 'a>(&self, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
        let palette = self.palette();
        let content =
            container(content).width(Length::Fill).height(Length::Fill).style(|_theme| container::Style {
                background: Some(palette.background.into()),
                text_color: Some(palette.text),
                ..container::Style::default()
            });
        Around { manner: Walk, content: content.into() }.into()
    }
}

/// Moves the focus by keyboard.
struct Walk;

impl Manner for Walk {
    fn takes_first(&mut self, event: &Event, inside: Inside<'_>) -> bool {
        // Tab never does anything else, even where there is nowhere to go.
        tab_step(event).map(|step| walk(step, inside)).is_some()
    }

    fn takes_last(&mut self, event: &Event, inside: Inside<'_>) -> bool {
        arrow_step(event).is_some_and(|step| walk(step, inside))
    }
}

/// Moves the focus; false if there is nowhere to go.
fn walk(step: Step, inside: Inside<'_>) -> bool {
    let mut survey = Survey::new(step);
    inside(&mut survey);
    let Some(mut plan) = survey.plan() else { return false };
    inside(&mut plan);
    true
}

/// Where Tab leads, if this is Tab.
fn tab_step(event: &Event) -> Option<Step> {
    match key_down(event)? {
        (Key::Named(Named::Tab), modifiers) if !modifiers.command() && !modifiers.alt() => {
            Some(if modifiers.shift() { Step::Previous } else { Step::Next })
        }
        _ => None,
    }
}

fn arrow_step(event: &Event) -> Option<Step> {
    let (key, modifiers) = key_down(event)?;
    match key {
        _ if !modifiers.is_empty() => None,
        Key::Named(Named::ArrowUp) => Some(Step::Up),
        Key::Named(Named::ArrowDown) => Some(Step::Down),
        Key::Named(Named::ArrowLeft) => Some(Step::Left),
        Key::Named(Named::ArrowRight) => Some(Step::Right),
        _ => None,
    }
}

fn key_down(event: &Event) -> Option<(&Key, Modifiers)> {
    match event {
        Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) => Some((key, *modifiers)),
        _ => None,
    }
}
