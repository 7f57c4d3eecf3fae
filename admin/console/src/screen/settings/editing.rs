//! The rules in force, what was written since, and how far the change has come.

use epn_rules::policy::Policy;
use epn_ui::{Element, Icon, Space, Tone, items};
use epn_wire::console::{PolicyDraft, PolicyEffect, PolicyView, Resolution};
use jiff::civil::Date;

use super::broken::{self, Choice};
use super::draft::{At, Draft, Edit, Fault};
use super::parts::Form;
use super::sections::{Section, first_cell};
use super::{Message, effect, import};
use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::dates::parse_date;
use crate::intent::Intent;
use crate::notice::Notice;
use crate::stack::stack;
use crate::words::say;

/// What a change would do, and what becomes of the bookings that it breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    effect: PolicyEffect,
    choices: Vec<Choice>,
}

/// How far a change has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Step {
    /// The effect of what stands in the form is not known.
    #[default]
    Written,
    /// The hub works it out.
    Asked,
    /// This is it; it may be put in force.
    Shown(Shown),
    /// It is being put in force.
    Saving(Shown),
}

#[derive(Clone, Debug)]
pub struct Editing {
    in_force: PolicyView,
    draft: Draft,
    /// The first day of the change; at once if nothing is written.
    from: String,
    import: import::State,
    step: Step,
}

impl Editing {
    pub fn new(in_force: PolicyView) -> Self {
        let draft = Draft::of(&in_force.policy);
        let (from, import) = (String::new(), import::State::default());
        Self { in_force, draft, from, import, step: Step::default() }
    }

    pub fn is_changed(&self) -> bool {
        self.draft != Draft::of(&self.in_force.policy)
    }

    /// From which day: `Ok(None)` is at once.
    fn from(&self) -> Result<Option<Date>, ()> {
        let written = self.from.trim();
        if written.is_empty() { Ok(None) } else { parse_date(written).map(Some).ok_or(()) }
    }

    pub fn update(&mut self, message: Message, ctx: &Ctx<'_>) -> Intent<Message> {
        match message {
            Message::Edited(edit) => self.edit(edit),
            Message::FromTyped(from) => {
                self.from = from;
                self.step = Step::Written;
                Intent::None
            }
            Message::Import(message) => self.import(message),
            Message::EffectPressed => self.ask_effect(),
            Message::Effect(policy, outcome) => self.effect(&policy, outcome, ctx),
            Message::Broken(message) => {
                if let Step::Shown(shown) = &mut self.step {
                    broken::update(&mut shown.choices, message);
                }
                Intent::None
            }
            Message::SavePressed => self.save(),
            Message::Saved(outcome) => self.saved(outcome),
            Message::Loaded(_) | Message::SectionChosen(_) | Message::Dropped => Intent::None,
        }
    }

    /// What is written anew has an effect of its own.
    fn edit(&mut self, edit: Edit) -> Intent<Message> {
        let added = match edit {
            Edit::Added(list) => Some(At::In(list, self.draft.len(list), first_cell(list))),
            _ => None,
        };
        self.draft.edit(edit);
        self.step = Step::Written;
        added.map_or(Intent::None, |at| Intent::focus(at.path()))
    }

    fn import(&mut self, message: import::Message) -> Intent<Message> {
        match self.import.update(message, self.draft.policy().ok()) {
            import::Action::Do(intent) => intent.map(Message::Import),
            import::Action::Take(policy, notice) => {
                self.draft = Draft::of(&policy);
                self.step = Step::Written;
                Intent::Tell(notice)
            }
        }
    }

    fn proposal(&self, policy: Policy, resolutions: Vec<Resolution>) -> PolicyDraft {
        let from = self.from().ok().flatten();
        PolicyDraft { based_on: self.in_force.id, policy, from, resolutions }
    }

    fn ask_effect(&mut self) -> Intent<Message> {
        let (Ok(policy), Ok(_)) = (self.draft.policy(), self.from()) else { return Intent::None };
        self.step = Step::Asked;
        let asked = Box::new(policy.clone());
        let question = api::preview(&self.proposal(policy, Vec::new()));
        Intent::Ask(question.then(move |effect| Message::Effect(asked, effect)))
    }

    fn effect(
        &mut self,
        asked: &Policy,
        outcome: Result<PolicyEffect, Failure>,
        ctx: &Ctx<'_>,
    ) -> Intent<Message> {
        // The effect of something else than what stands there now is not shown.
        let is_current = self.step == Step::Asked && self.draft.policy().as_ref() == Ok(asked);
        match outcome {
            Ok(effect) if is_current => {
                let can_be_saved = effect.problems.is_empty() && effect.broken.is_empty();
                let choices = effect.broken.iter().map(|broken| Choice::new(broken.clone(), ctx.reader));
                let choices = choices.collect();
                self.step = Step::Shown(Shown { effect, choices });
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
        let (Step::Shown(shown), Ok(policy)) = (&self.step, self.draft.policy()) else {
            return Intent::None;
        };
        let (true, Some(resolutions)) =
            (shown.effect.problems.is_empty(), broken::resolutions(&shown.choices))
        else {
            return Intent::None;
        };
        let asked = Intent::Ask(api::save_policy(&self.proposal(policy, resolutions)).then(Message::Saved));
        self.step = Step::Saving(shown.clone());
        asked
    }

    fn saved(&mut self, outcome: Result<PolicyView, Failure>) -> Intent<Message> {
        match outcome {
            Ok(view) => {
                // What applies later only is not the number in force.
                let number = view.coming.last().map_or(view.number, |coming| coming.number);
                *self = Self::new(view);
                Intent::Tell(Notice::PolicyInForce { number })
            }
            Err(failure) => {
                if let Step::Saving(shown) = &self.step {
                    self.step = Step::Shown(shown.clone());
                }
                Intent::Failed(failure)
            }
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, section: Section) -> Element<'a, Message> {
        let faults = self.draft.policy().err().unwrap_or_default();
        let shown = match &self.step {
            Step::Shown(shown) | Step::Saving(shown) => Some(shown),
            Step::Written | Step::Asked => None,
        };
        let broken = shown
            .filter(|shown| !shown.choices.is_empty())
            .map(|shown| broken::view(ctx, &shown.choices).map(Message::Broken));
        let effect = shown.map(|shown| effect::view(ctx, &shown.effect));
        let form = Form { ctx, draft: &self.draft, faults: &faults, import: &self.import };
        let parts = [
            Some(self.head(ctx, &faults)),
            broken,
            effect,
            Some(sections(ctx, section, &faults)),
            Some(section.view(&form)),
        ];
        stack(ctx.ui, Space::M, parts).into()
    }

    fn head<'a>(&'a self, ctx: &Ctx<'a>, faults: &[Fault]) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let date = |date: Date| phrases.shared.date(date);
        let since = say!(
            phrases,
            "settings-since",
            number = self.in_force.number.to_string(),
            date = date(ctx.reader.civil(self.in_force.since).date())
        );
        let coming = self.in_force.coming.iter().map(|coming| {
            let number = coming.number.to_string();
            ui.caption(say!(phrases, "settings-coming", number = number, date = date(coming.from))).into()
        });
        let is_changed = self.is_changed();
        let changed =
            is_changed.then(|| Element::from(ui.badge(Tone::Accent, say!(phrases, "settings-changed"))));
        let from = is_changed.then(|| {
            ui.field("settings-from", say!(phrases, "settings-from"), &self.from, Message::FromTyped)
                .hint(say!(phrases, "settings-from-hint"))
                .error(self.from().err().map(|()| say!(phrases, "date-wrong")))
                .width(super::parts::FIELD * ui.comfort.text_scale.factor())
                .into()
        });
        let drop = is_changed.then(|| {
            Element::from(
                ui.button("settings-drop", say!(phrases, "settings-drop"), Message::Dropped).quiet(),
            )
        });
        let title = items![ui.title(say!(phrases, "settings-title")), ui.caption(since)];
        let title = ui.column(title.into_iter().chain(coming).chain(changed)).spacing(0.0);
        let parts = [title.into()].into_iter().chain(from).chain(drop);
        ui.row(parts.chain([self.main(ctx, faults)])).wrap().into()
    }

    /// The one thing to do next: see the effect, then put it in force.
    fn main<'a>(&self, ctx: &Ctx<'a>, faults: &[Fault]) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let save = |reason: Option<String>| {
            ui.button("settings-save", say!(phrases, "settings-save"), Message::SavePressed)
                .icon(Icon::Save)
                .primary()
                .disabled_if(ctx.blocked(reason))
                .into()
        };
        match &self.step {
            Step::Shown(shown) if shown.effect.problems.is_empty() => {
                let open = broken::resolutions(&shown.choices).is_none();
                save(open.then(|| say!(phrases, "broken-first")))
            }
            Step::Saving(_) => save(Some(say!(phrases, "under-way"))),
            step => {
                let unchanged = (!self.is_changed()).then(|| say!(phrases, "settings-unchanged"));
                let wrong =
                    (!faults.is_empty() || self.from().is_err()).then(|| say!(phrases, "settings-wrong"));
                let asked = (*step == Step::Asked).then(|| say!(phrases, "under-way"));
                ui.button("settings-effect", say!(phrases, "settings-effect"), Message::EffectPressed)
                    .icon(Icon::Eye)
                    .primary()
                    .disabled_if(ctx.blocked(asked.or(wrong).or(unchanged)))
                    .into()
            }
        }
    }
}

/// The way between the sections; where something is wrong is marked.
fn sections<'a>(ctx: &Ctx<'a>, shown: Section, faults: &[Fault]) -> Element<'a, Message> {
    let ui = ctx.ui;
    let choices = Section::ALL.map(|section| {
        let is_wrong = faults.iter().any(|fault| Section::of_path(&fault.path) == section);
        let words = section.words(ctx.phrases);
        let choice =
            ui.choice(section.id(), words.clone(), section == shown, Message::SectionChosen(section));
        if is_wrong {
            let spoken = say!(ctx.phrases, "section-wrong", section = words);
            choice.icon(Icon::Alert).spoken(spoken).into()
        } else {
            choice.into()
        }
    });
    ui.row(choices).spacing(ui.space(Space::Xs)).wrap().into()
}
