//! Draws everything in the kit into PNG files, to be looked at: `cargo run -p epn-ui --features testing --example
//! gallery -- DIR`.

use std::path::PathBuf;

use epn_ui::keys::CodeInput;
use epn_ui::testing::Driver;
use epn_ui::{
    Bar, Comfort, Contrast, Direction, Element, Icon, Page, PagerWords, QrData, Space, Step, TableColumn,
    TextRole, TextScale, Tone, Ui, items,
};
use iced::Length;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("."), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let high = Comfort { contrast: Contrast::High, ..Comfort::default() };
    let large = Comfort { text_scale: TextScale::Larger, ..Comfort::default() };
    let kiosk = Ui::kiosk();
    let qr = QrData::new("https://epn.example/ticket/7K3F-9Q2M")?;
    let mut code = CodeInput::default();
    "7K3F-9Q".chars().for_each(|character| code.push(character));

    let mut shots = Vec::new();
    for (name, ui) in [
        ("normal", kiosk),
        ("contrast", kiosk.with_comfort(high)),
        ("large", kiosk.with_comfort(large)),
        ("rtl", kiosk.with_direction(Direction::Rtl)),
    ] {
        shots.push((format!("kiosk-lock-{name}"), ui, lock(ui)));
        shots.push((format!("kiosk-entry-{name}"), ui, entry(ui)));
        shots.push((format!("kiosk-pictures-{name}"), ui, pictures(ui)));
        shots.push((format!("kiosk-parts-{name}"), ui, parts(ui, &code)));
    }
    for (name, ui) in [("normal", Ui::console()), ("contrast", Ui::console().with_comfort(high))] {
        shots.push((format!("console-room-{name}"), ui, room(ui)));
        shots.push((format!("console-desk-{name}"), ui, desk(ui, &qr)));
    }
    for (name, ui, view) in shots {
        let mut driver = Driver::new(1280.0, 800.0);
        driver.focus(lock(ui), "start");
        driver.picture(view, ui).save(&folder.join(format!("{name}.png")))?;
    }
    let mut driver = Driver::new(1280.0, 800.0);
    for _ in 0..3 {
        driver.tab(lock(kiosk));
    }
    driver.picture(lock(kiosk), kiosk).save(&folder.join("kiosk-focus.png"))?;
    Ok(())
}

/// Words of the samples in two scripts.
fn say(ui: Ui, french: &'static str, arabic: &'static str) -> &'static str {
    match ui.direction {
        Direction::Ltr => french,
        Direction::Rtl => arabic,
    }
}

fn header(ui: Ui) -> Element<'static, ()> {
    ui.row(items![
        ui.icon_in(Icon::Building, TextRole::Heading, Tone::Primary),
        ui.heading(say(ui, "Espace numérique de la Gare", "الفضاء الرقمي")),
        ui.push_apart(),
        ui.label("mardi 10 mars · 14:25").muted(),
    ])
    .into()
}

fn footer(ui: Ui) -> Element<'static, ()> {
    ui.row(items![
        ui.button("language", say(ui, "English", "Français"), ()).quiet().icon(Icon::Language),
        ui.button("text-size", say(ui, "Texte plus grand", "نص أكبر"), ()).quiet().icon(Icon::TextSize),
        ui.button("contrast", say(ui, "Contraste fort", "تباين عال"), ()).quiet().icon(Icon::Contrast),
        ui.push_apart(),
        ui.button("help", say(ui, "Appeler à l’aide", "طلب المساعدة"), ()).icon(Icon::Help),
    ])
    .into()
}

fn lock(ui: Ui) -> Element<'static, ()> {
    let card = ui.card(
        ui.column(items![
            ui.badge(Tone::Success, say(ui, "Poste 3 · libre", "الجهاز 3 · متاح")).icon(Icon::Success),
            ui.display(say(ui, "Libre jusqu’à 16:00", "متاح حتى 16:00")),
            ui.body(say(ui, "Personne n’attend. Vous pouvez vous asseoir.", "لا أحد ينتظر. يمكنكم الجلوس."))
                .muted(),
            ui.gap(Space::S),
            ui.button("start", say(ui, "Commencer", "ابدأ"), ())
                .primary()
                .sized(TextRole::Heading)
                .icon(Icon::Start),
        ])
        .width(Length::Fill),
    );
    let notes = ui.row(items![
        ui.icon_in(Icon::Check, TextRole::Label, Tone::Success),
        ui.caption(say(ui, "Tout est effacé depuis 14:12.", "تم محو كل شيء.")),
    ]);
    ui.centered_frame(header(ui), ui.column(items![card, notes]).spacing(ui.space(Space::L)), footer(ui))
}

fn entry(ui: Ui) -> Element<'static, ()> {
    let number = ui
        .digit_entry("pin", say(ui, "Votre code secret", "الرمز السري"), "42", 4, |_| ())
        .secret()
        .eager()
        .error(Some(say(ui, "Ce n’est pas le bon code.", "الرمز غير صحيح.").to_owned()));
    let left = ui
        .column(items![
            ui.title(say(ui, "Tapez votre code", "اكتب الرمز")),
            number,
            ui.button("go", say(ui, "Continuer", "متابعة"), ()).primary().disabled(say(
                ui,
                "Il manque 2 chiffres",
                "ينقص رقمان"
            )),
        ])
        .width(Length::Fill);
    let content = ui.row(items![left, ui.keypad("Effacer", |_| (), ())]).spacing(ui.space(Space::Xxl));
    ui.centered_frame(header(ui), content, footer(ui))
}

fn pictures(ui: Ui) -> Element<'static, ()> {
    let tiles = epn_rules::people::PICTURES.into_iter().map(|key| {
        let content = ui
            .column(items![ui.picture(key, key, 84.0), ui.label(key).centered()])
            .align_x(iced::Alignment::Center)
            .width(Length::Fill);
        ui.tile(format!("picture-{key}"), key, content, ()).selected(key == "moon").into()
    });
    let content =
        ui.column(items![ui.title(say(ui, "Choisissez une image", "اختر صورة")), ui.grid(170.0, tiles)]);
    ui.centered_frame(header(ui), content, footer(ui))
}

fn parts(ui: Ui, code: &CodeInput) -> Element<'_, ()> {
    let tones =
        Tone::ALL.into_iter().map(|tone| ui.badge(tone, format!("{tone:?}")).icon(Icon::Clock).into());
    let content = ui.column(items![
        ui.notices([
            ui.banner("soon", Tone::Warning, say(ui, "Il reste 5 minutes.", "بقيت 5 دقائق."))
                .more(say(ui, "Pensez à enregistrer votre travail.", "احفظ عملك."))
                .action(ui.button("more-time", say(ui, "Plus de temps", "وقت إضافي"), ())),
            ui.banner("lost", Tone::Danger, say(ui, "La liaison est coupée.", "انقطع الاتصال."))
                .icon(Icon::WifiOff),
            ui.banner("done", Tone::Success, say(ui, "Tout est effacé.", "تم المحو.")),
        ]),
        ui.time_bar("left", "12 minutes", 0.35),
        ui.row(tones),
        ui.row(items![
            ui.code_entry("ticket", say(ui, "Votre ticket", "التذكرة"), code, |_| ()),
            ui.field("note", say(ui, "Votre message", "رسالتك"), say(ui, "Bonjour à tous", "مرحبا"), |_| ()),
        ]),
        ui.row(items![
            ui.toggle("spoken", say(ui, "Lire à voix haute", "قراءة"), true, ()),
            ui.toggle("quiet", say(ui, "Musique", "موسيقى"), false, ()),
            ui.stepper("companions", "2", step("Moins"), step("Plus")),
            ui.button("end", say(ui, "Terminer", "إنهاء"), ()).danger().icon(Icon::LogOut),
        ]),
    ]);
    ui.screen_frame(header(ui), content, footer(ui))
}

fn step(label: &str) -> Step<()> {
    Step { label: label.to_owned(), on_press: (), end: None }
}

fn room(ui: Ui) -> Element<'static, ()> {
    let stations = (1..=10).map(|number: u16| {
        let (tone, state, who, share) = match number {
            2 => (Tone::Warning, "4 min", "moon", 0.08),
            3 | 5 | 8 => (Tone::Primary, "32 min", "cat", 0.6),
            7 => (Tone::Danger, "En panne", "", 0.0),
            _ => (Tone::Success, "Libre", "", 0.0),
        };
        let mut lines = items![ui.row(items![
            ui.heading(format!("Poste {number}")),
            ui.push_apart(),
            ui.badge(tone, state)
        ])];
        if who.is_empty() {
            lines.push(ui.caption("Effacé à 14:12, prouvé").into());
        } else {
            lines.push(ui.row(items![ui.picture(who, who, 32.0), ui.body(who)]).into());
            lines.push(ui.time_bar(format!("left-{number}"), state, share).thin().tone(tone).into());
        }
        ui.tile(format!("station-{number}"), format!("Poste {number}, {state}"), ui.column(lines), ())
            .tone(if tone == Tone::Success { Tone::Neutral } else { tone })
            .into()
    });
    let header = ui.row(items![
        ui.title("Salle"),
        ui.choice("tab-room", "En direct", true, ()),
        ui.choice("tab-today", "Aujourd’hui", false, ()),
        ui.choice("tab-settings", "Règles", false, ()),
        ui.push_apart(),
        ui.button("passage", "Passage", ()).icon(Icon::Walk),
        ui.button("open-all", "Ouvrir les postes libres", ()).primary().icon(Icon::DoorIn),
    ]);
    let content = ui.column(items![
        ui.banner("help", Tone::Accent, "Poste 2 appelle à l’aide.").icon(Icon::Help).action(ui.button(
            "seen",
            "J’y vais",
            ()
        )),
        ui.grid(220.0, stations),
    ]);
    ui.screen_frame(header, content, ui.status("Liaison avec le serveur établie · 14:25").muted())
}

fn desk(ui: Ui, qr: &QrData) -> Element<'_, ()> {
    let columns =
        [TableColumn::new("Heure"), TableColumn::new("Qui").share(3), TableColumn::new("Minutes").number()];
    let page = Page::new(0, 3, 11);
    let rows = [("09:02", "lune", "45"), ("09:15", "chat 2", "120"), ("10:01", "vélo", "15")]
        .map(|(time, who, minutes)| items![ui.body(time), ui.body(who), ui.body(minutes)]);
    let words = PagerWords {
        previous: "Page d’avant".into(),
        next: "Page d’après".into(),
        position: "page 1 sur 4".into(),
        no_further: String::new(),
    };
    let bars =
        [("lun.", 12.0), ("mar.", 31.0), ("mer.", 44.0), ("jeu.", 0.0), ("ven.", 27.0), ("sam.", 18.0)]
            .map(|(day, value): (&str, f32)| Bar { label: day.into(), value, shown: value.to_string() });
    let sessions = ui.card(
        ui.column(items![
            ui.heading("Sessions du jour"),
            ui.table("sessions", "Sessions du jour", &columns, rows),
            ui.pager(page, words, |_| ()),
            ui.hairline(),
            ui.heading("Visites de la semaine"),
            ui.bar_chart("week", "Visites de la semaine", Tone::Primary, bars.into()),
        ])
        .width(Length::Fill),
    );
    let ticket = ui.card(
        ui.column(items![
            ui.heading("Nouveau ticket"),
            ui.row(items![
                ui.picture("butterfly", "papillon", 72.0),
                ui.qr("qr", "Ticket 7K3F-9Q2M", qr, 150.0)
            ]),
            ui.label("7K3F-9Q2M").bold(),
            ui.stepper("minutes", "60 min", step("15 minutes de moins"), step("15 minutes de plus")),
            ui.field("search", "Chercher un usager", "", |_| ()).hint("Numéro ou nom"),
            ui.button("print", "Imprimer le ticket", ()).primary().icon(Icon::Printer).fill(),
            ui.button("cancel", "Annuler le ticket", ()).danger().icon(Icon::Delete).fill(),
        ])
        .width(Length::Fixed(340.0)),
    );
    let content = ui.row(items![sessions.width(Length::Fill), ticket]).align_y(iced::Alignment::Start);
    ui.screen_frame(ui.title("Accueil"), content, ui.status("Liaison établie").muted())
}
