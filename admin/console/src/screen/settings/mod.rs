//! Hours and quotas: written in a form, their effect shown, then put in force. A policy is never edited in place.

mod draft;
mod effect;
mod form;

use epn_rules::policy::Policy;
use epn_ui::{Element, Icon, Space, Tone, items};
use epn_wire::console::{PolicyDraft, PolicyEffect, PolicyView};
use iced::Length;

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::notice::Notice;
use crate::stack::stack;
use crate::words::say;

pub use draft::{Draft, Field, NewClosure, Wrong};

/// How far a change has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Step {
    /// The effect of what stands in the form is not known.
    #[default]
    Written,
    /// The hub works it out.
    Asked,
    /// This is it; it may be put in force.
    Shown(PolicyEffect),
    /// It is being put in force.
    Saving(PolicyEffect),
}

/// The rules in force and what was written since.
#[derive(Clone, Debug)]
struct Editing {
    in_force: PolicyView,
    draft: Draft,
    closure: NewClosure,
    step: Step,
}

#[derive(Debug, Default)]
pub struct State {
    editing: Option<Editing>,
    loading: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    Loaded(Result<PolicyView, Failure>),
    Written(Field, String),
    ExtendsPressed,
    NoAccountPressed,
    ClosureWritten(NewClosure),
    ClosureAdded,
    ClosureRemoved(usize),
    Dropped,
    EffectPressed,
    Effect(Box<Policy>, Result<PolicyEffect, Failure>),
    SavePressed,
    Saved(Result<PolicyView, Failure>),
}

impl State {
    /// Asks for the rules in force, unless something is being written.
    pub fn enter(&mut self) -> Intent<Message> {
        if self.is_changed() || self.loading {
            return Intent::None;
        }
        self.load()
    }

    fn load(&mut self) -> Intent<Message> {
        self.loading = true;
        Intent::Ask(api::policy().then(Message::Loaded))
    }

    fn is_changed(&self) -> bool {
        self.editing.as_ref().is_some_and(Editing::is_changed)
    }

    /// What is shown, for the window's title.
    #[expect(clippy::unused_self)]
    pub fn part(&self) -> &'static str {
        "settings"
    }

    pub fn update(&mut self, message: Message) -> Intent<Message> {
        match message {
            Message::Loaded(outcome) => self.loaded(outcome),
            Message::Dropped => {
                self.editing = None;
                self.load()
            }
            message => match &mut self.editing {
                Some(editing) => editing.update(message),
                None => Intent::None,
            },
        }
    }

    fn loaded(&mut self, outcome: Result<PolicyView, Failure>) -> Intent<Message> {
        self.loading = false;
        match outcome {
            Ok(view) => {
                self.editing = Some(Editing::new(view));
                Intent::None
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        if let Some(editing) = &self.editing {
            return editing.view(ctx);
        }
        let title = ui.title(say!(ctx.phrases, "settings-title"));
        let waits = ui.card(ui.status(say!(ctx.phrases, "under-way"))).width(Length::Fill);
        ui.column(items![title, waits]).width(Length::Fill).into()
    }
}

impl Editing {
    fn new(in_force: PolicyView) -> Self {
        let draft = Draft::of(&in_force.policy);
        Self { in_force, draft, closure: NewClosure::default(), step: Step::default() }
    }

    fn is_changed(&self) -> bool {
        self.draft != Draft::of(&self.in_force.policy)
    }

    fn update(&mut self, message: Message) -> Intent<Message> {
        match message {
            Message::Written(field, text) => self.change(|draft| draft.write(field, text)),
            Message::ExtendsPressed => self.change(|draft| draft.extends = !draft.extends),
            Message::NoAccountPressed => self.change(|draft| draft.no_account = !draft.no_account),
            Message::ClosureWritten(closure) => {
                self.closure = closure;
                Intent::None
            }
            Message::ClosureAdded => self.add_closure(),
            Message::ClosureRemoved(index) => self.change(|draft| {
                if index < draft.closures.len() {
                    draft.closures.remove(index);
                }
            }),
            Message::EffectPressed => self.ask_effect(),
            Message::Effect(policy, outcome) => self.effect(&policy, outcome),
            Message::SavePressed => self.save(),
            Message::Saved(outcome) => self.saved(outcome),
            Message::Loaded(_) | Message::Dropped => Intent::None,
        }
    }

    /// What is written anew has an effect of its own.
    fn change(&mut self, change: impl FnOnce(&mut Draft)) -> Intent<Message> {
        change(&mut self.draft);
        self.step = Step::Written;
        Intent::None
    }

    fn add_closure(&mut self) -> Intent<Message> {
        let Some(closure) = self.closure.parse() else { return Intent::focus("closure-from") };
        self.closure = NewClosure::default();
        self.change(|draft| {
            draft.closures.push(closure);
            draft.closures.sort_by_key(|closure| closure.from);
        })
    }

    fn proposal(&self, policy: Policy) -> PolicyDraft {
        PolicyDraft { based_on: self.in_force.id, policy, from: None, resolutions: Vec::new() }
    }

    fn ask_effect(&mut self) -> Intent<Message> {
        let Ok(policy) = self.draft.policy() else { return Intent::None };
        self.step = Step::Asked;
        let asked = Box::new(policy.clone());
        let question = api::preview(&self.proposal(policy));
        Intent::Ask(question.then(move |effect| Message::Effect(asked, effect)))
    }

    fn effect(&mut self, asked: &Policy, outcome: Result<PolicyEffect, Failure>) -> Intent<Message> {
        // The effect of something else than what stands there now is not shown.
        let is_current = self.step == Step::Asked && self.draft.policy().as_ref() == Ok(asked);
        match outcome {
            Ok(effect) if is_current => {
                let can_be_saved = effect.problems.is_empty();
                self.step = Step::Shown(effect);
                if can_be_saved { Intent::focus("settings-save") } else { Intent::None }
            }
            Ok(_) => Intent::None,
            Err(failure) => {
                self.step = Step::Written;
                Intent::Failed(failure)
            }
        }
    }

    fn save(&mut self) -> Intent<Message> {
        let (Step::Shown(effect), Ok(policy)) = (&self.step, self.draft.policy()) else {
            return Intent::None;
        };
        if !effect.problems.is_empty() {
            return Intent::None;
        }
        self.step = Step::Saving(effect.clone());
        Intent::Ask(api::save_policy(&self.proposal(policy)).then(Message::Saved))
    }

    fn saved(&mut self, outcome: Result<PolicyView, Failure>) -> Intent<Message> {
        match outcome {
            Ok(view) => {
                let number = view.number;
                *self = Self::new(view);
                Intent::Tell(Notice::PolicyInForce { number })
            }
            Err(failure) => {
                if let Step::Saving(effect) = &self.step {
                    self.step = Step::Shown(effect.clone());
                }
                Intent::Failed(failure)
            }
        }
    }

    fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let checked = self.draft.policy();
        let wrong = checked.err().unwrap_or_default();
        let effect = match &self.step {
            Step::Shown(effect) | Step::Saving(effect) => Some(effect::view(ctx, effect)),
            Step::Written | Step::Asked => None,
        };
        let form = form::view(ctx, &self.draft, &self.closure, &wrong);
        stack(ctx.ui, Space::M, [Some(self.head(ctx, &wrong)), effect, Some(form)]).into()
    }

    fn head<'a>(&'a self, ctx: &Ctx<'a>, wrong: &[(Option<Field>, Wrong)]) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let since = say!(
            phrases,
            "settings-since",
            number = self.in_force.number.to_string(),
            date = phrases.shared.date(ctx.reader.civil(self.in_force.since).date())
        );
        let title =
            ui.column(items![ui.title(say!(phrases, "settings-title")), ui.caption(since)]).spacing(0.0);
        let drop = self.is_changed().then(|| {
            Element::from(
                ui.button("settings-drop", say!(phrases, "settings-drop"), Message::Dropped).quiet(),
            )
        });
        let main = match &self.step {
            Step::Shown(effect) if effect.problems.is_empty() => ui
                .button("settings-save", say!(phrases, "settings-save"), Message::SavePressed)
                .icon(Icon::Save)
                .disabled_if(ctx.blocked(None)),
            Step::Saving(_) => ui
                .button("settings-save", say!(phrases, "settings-save"), Message::SavePressed)
                .icon(Icon::Save)
                .disabled(say!(phrases, "under-way")),
            step => {
                let unchanged = (!self.is_changed()).then(|| say!(phrases, "settings-unchanged"));
                let wrong = (!wrong.is_empty()).then(|| say!(phrases, "settings-wrong"));
                let asked = (*step == Step::Asked).then(|| say!(phrases, "under-way"));
                ui.button("settings-effect", say!(phrases, "settings-effect"), Message::EffectPressed)
                    .icon(Icon::Eye)
                    .disabled_if(ctx.blocked(asked.or(wrong).or(unchanged)))
            }
        };
        let changed = self
            .is_changed()
            .then(|| Element::from(ui.badge(Tone::Accent, say!(phrases, "settings-changed"))));
        let left = [title.into()].into_iter().chain(changed).chain([ui.push_apart()]);
        ui.row(left.chain(drop).chain([main.primary().into()])).width(Length::Fill).into()
    }
}
