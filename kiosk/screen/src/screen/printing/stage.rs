//! How a print stands, in words and a drawing.

use epn_ui::{Icon, Tone};
use epn_wire::printing::{PrintShown, PrintStage, PrinterTrouble};
use i18n_embed_fl::fl;

use super::Context;

/// A few words for the list, and the sentences that go with them.
pub(super) struct Told {
    pub sign: (Icon, Tone),
    pub title: String,
    /// What follows from it; none where that is said otherwise.
    pub lead: Option<String>,
}

/// How this print stands.
pub(super) fn told(cx: &Context<'_>, print: &PrintShown) -> Told {
    let own = &cx.texts.own;
    let (sign, title, lead) = match &print.stage {
        &PrintStage::Arriving { pages } => (
            (Icon::Hourglass, Tone::Primary),
            fl!(own, "print-arriving"),
            Some(sentences([
                pages.map(|pages| fl!(own, "print-arriving-pages", pages = pages)),
                Some(fl!(own, "print-arriving-lead")),
            ])),
        ),
        PrintStage::Held => ((Icon::Question, Tone::Accent), fl!(own, "print-held"), None),
        PrintStage::AwaitsStaff => (
            (Icon::User, Tone::Primary),
            fl!(own, "print-awaits-staff"),
            Some(fl!(own, "print-awaits-staff-lead")),
        ),
        &PrintStage::Waiting { ahead, trouble } => (
            (Icon::Clock, if trouble.is_some() { Tone::Warning } else { Tone::Primary }),
            fl!(own, "print-waiting", ahead = ahead),
            trouble.map_or_else(|| where_to(cx, print), |trouble| Some(troubled(cx, trouble))),
        ),
        &PrintStage::Printing { done, of, trouble } => (
            match trouble {
                Some(_) => (Icon::Alert, Tone::Warning),
                None => (Icon::Printer, Tone::Primary),
            },
            fl!(own, "print-printing", done = done, of = of),
            trouble.map_or_else(|| where_to(cx, print), |trouble| Some(troubled(cx, trouble))),
        ),
        &PrintStage::Done { sides } => (
            (Icon::Success, Tone::Success),
            fl!(own, "print-done"),
            Some(sentences([Some(fl!(own, "print-came-out", sides = sides)), debited(cx, print)])),
        ),
        &PrintStage::Stopped { sides, why } => (
            (Icon::Alert, Tone::Warning),
            fl!(own, "print-stopped"),
            Some(sentences([
                why.map(|why| fl!(own, "print-trouble", trouble = cx.texts.words.printer_trouble(why))),
                Some(fl!(own, "print-came-out", sides = sides)),
                debited(cx, print),
            ])),
        ),
        PrintStage::Unclear => {
            ((Icon::Question, Tone::Warning), fl!(own, "print-unclear"), Some(fl!(own, "print-unclear-lead")))
        }
        PrintStage::ToCheck => {
            ((Icon::Search, Tone::Warning), fl!(own, "print-to-check"), Some(fl!(own, "print-to-check-lead")))
        }
        PrintStage::Refused { why } => (
            (Icon::Refused, Tone::Danger),
            fl!(own, "print-refused"),
            Some(sentences([
                Some(cx.texts.words.print_refusal(why)),
                Some(fl!(own, "print-nothing-debited")),
            ])),
        ),
        PrintStage::Expired => (
            (Icon::History, Tone::Warning),
            fl!(own, "print-expired"),
            Some(sentences([Some(fl!(own, "print-again")), Some(fl!(own, "print-nothing-debited"))])),
        ),
        PrintStage::Cancelled => (
            (Icon::Close, Tone::Neutral),
            fl!(own, "print-cancelled"),
            Some(fl!(own, "print-nothing-debited")),
        ),
        PrintStage::Incomplete => (
            (Icon::PlugOff, Tone::Warning),
            fl!(own, "print-incomplete"),
            Some(sentences([Some(fl!(own, "print-again")), Some(fl!(own, "print-nothing-debited"))])),
        ),
    };
    Told { sign, title, lead }
}

fn sentences<const N: usize>(sentences: [Option<String>; N]) -> String {
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The printer's trouble, and that somebody sees to it.
pub(super) fn troubled(cx: &Context<'_>, trouble: PrinterTrouble) -> String {
    let own = &cx.texts.own;
    let trouble = fl!(own, "print-trouble", trouble = cx.texts.words.printer_trouble(trouble));
    sentences([Some(trouble), Some(fl!(own, "print-trouble-lead"))])
}

fn where_to(cx: &Context<'_>, print: &PrintShown) -> Option<String> {
    print.printer.as_ref().map(|printer| fl!(cx.texts.own, "print-on", printer = printer.clone()))
}

/// What was debited, once that is settled.
fn debited(cx: &Context<'_>, print: &PrintShown) -> Option<String> {
    let (own, words) = (&cx.texts.own, &cx.texts.words);
    print.charged.map(|charged| {
        if charged.0 == 0 {
            fl!(own, "print-nothing-debited")
        } else {
            fl!(own, "print-debited", amount = words.money(charged))
        }
    })
}
