//! One print that is under way, or over.

use epn_ui::{Element, TextRole, items};
use epn_wire::printing::{PrintShown, PrintStage, PrintingShown};
use i18n_embed_fl::fl;

use super::{Body, Context, Message, answer, cancel, leave, page, parts, stage};

/// The screen.
pub(super) fn view<'a>(cx: &Context<'a>, shown: &PrintingShown, print: &PrintShown) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let told = stage::told(cx, print);
    let name = ui.body(fl!(own, "print-name", number = print.number.to_string())).id("name").bold();
    let (name, hero) = if cx.is_large() {
        // The drawing beside the number leaves room for the words.
        let sign = ui.icon_in(told.sign.0, TextRole::Body, told.sign.1);
        let name = parts::side_by_side(cx, items![sign, name]);
        (name, parts::heading(cx, told.title, told.lead))
    } else {
        (name.centered().into(), parts::hero(cx, told.sign, told.title, told.lead))
    };
    let progress = progress(cx, print);
    let measure = print
        .measure
        .as_ref()
        .filter(|_| !cx.is_large())
        .map(|measure| ui.body(cx.texts.words.measure(measure)).id("measure").muted().centered().into());
    let items = [name, hero].into_iter().chain(progress).chain(measure);
    let content = page(cx, answer(cx, shown, Some(print.id)), items);
    let cancel = may_be_taken_back(&print.stage).then(|| cancel(cx, shown, print.id));
    Body::with_actions(content, [leave(cx, true)].into_iter().chain(cancel).collect())
}

/// How far it has come out.
fn progress<'a>(cx: &Context<'a>, print: &PrintShown) -> Option<Element<'a, Message>> {
    let PrintStage::Printing { done, of, .. } = print.stage else { return None };
    let share = done as f32 / of.max(1) as f32;
    let label = fl!(cx.texts.own, "print-printing", done = done, of = of);
    Some(parts::narrow(cx, cx.ui.time_bar("progress", label, share)))
}

/// Until it is sent to its printer.
fn may_be_taken_back(stage: &PrintStage) -> bool {
    matches!(stage, PrintStage::AwaitsStaff | PrintStage::Waiting { .. })
}
