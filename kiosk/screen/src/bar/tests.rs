use std::path::PathBuf;

use clap::Parser;
use epn_rules::units::Minutes;
use epn_ui::testing::Driver;
use epn_words::Lang;
use iced::keyboard::key::Named;
use tokio::sync::mpsc;

use super::*;
use crate::link::Intents;

struct Stage {
    bar: Bar,
    driver: Driver,
    asked: mpsc::Receiver<BarIntent>,
}

impl Stage {
    fn new(options: &[&str]) -> Self {
        let arguments = ["epn-kiosk", "--socket", "/run/epn/bar.sock", "--bar"];
        let options = Options::try_parse_from(arguments.iter().chain(options)).expect("good options");
        let texts = Arc::new(Texts::new(options.lang).expect("sentences"));
        let bar = Bar::new(&options, texts);
        let driver = Driver::new(1024.0, bar.ui().strip_height());
        let (sender, asked) = mpsc::channel(4);
        let mut stage = Self { bar, driver, asked };
        stage.bar.update(Message::Agent(link::Heard::Connected(Intents::to(sender))));
        stage
    }

    fn sees(&mut self, time: Option<BarTime>) {
        self.sees_print(time, None);
    }

    fn sees_print(&mut self, time: Option<BarTime>, print: Option<BarPrint>) {
        self.hears(BarView { time, print, lang: None, scans: 0 });
    }

    fn hears(&mut self, view: BarView) {
        self.bar.update(Message::Agent(link::Heard::View(Box::new(view))));
    }

    fn label(&mut self, id: &'static str) -> String {
        let outline = self.driver.outline(self.bar.view());
        outline.into_iter().find(|item| item.id == id.into()).expect("it is there").node.label
    }

    fn press_menu(&mut self) {
        self.driver.tab(self.bar.view());
        assert_eq!(self.driver.focused(self.bar.view()), Some(MENU.into()));
        for message in self.driver.press(self.bar.view(), Named::Enter) {
            self.bar.update(message);
        }
    }
}

fn left(minutes: u32, urgency: Urgency) -> BarTime {
    BarTime::Left { minutes: Minutes(minutes), urgency }
}

fn told(print: Option<BarPrint>) -> &'static str {
    if print.is_some() { "print-" } else { "" }
}

fn every_time() -> [(&'static str, Option<BarTime>); 7] {
    [
        ("away", None),
        ("nobody", Some(BarTime::NobodyWaits)),
        ("calm", Some(left(65, Urgency::Calm))),
        ("soon", Some(left(10, Urgency::Soon))),
        ("near", Some(left(5, Urgency::Near))),
        ("last", Some(left(1, Urgency::Last))),
        ("closing", Some(BarTime::Closing { seconds_left: 50 })),
    ]
}

#[test]
fn the_time_left_is_said_in_words() {
    let mut stage = Stage::new(&[]);
    let said: Vec<_> = every_time()
        .into_iter()
        .map(|(_, time)| {
            stage.sees(time);
            stage.label("time")
        })
        .collect();
    assert_eq!(
        said,
        [
            "Un instant…",
            "Personne n’attend : votre session continue.",
            "Il vous reste 1 h 05",
            "Il vous reste 10 minutes",
            "Il vous reste 5 minutes. Gardez votre travail.",
            "Dernière minute ! Gardez votre travail.",
            "Votre temps est fini. Fermez votre travail. Il reste 50 secondes.",
        ]
    );
}

#[test]
fn it_speaks_the_visitors_language_and_its_own_where_that_is_not_known() {
    let mut stage = Stage::new(&[]);
    let time = Some(left(20, Urgency::Calm));
    let mut said = |lang: Option<&str>| {
        stage.hears(BarView { time, print: None, lang: lang.map(str::to_owned), scans: 0 });
        stage.label("time")
    };
    assert_eq!(said(Some("en")), "You have 20 minutes left");
    assert_eq!(said(Some("fr")), "Il vous reste 20 minutes");
    assert_eq!(said(Some("en")), "You have 20 minutes left");
    assert_eq!(said(Some("tlh")), "Il vous reste 20 minutes", "what it does not speak");
    assert_eq!(said(None), "Il vous reste 20 minutes");
}

#[test]
fn little_room_is_told_beside_the_time_until_the_time_presses() {
    let mut stage = Stage::new(&[]);
    stage.sees(Some(left(25, Urgency::Calm)));
    assert_eq!(stage.label("time"), "Il vous reste 25 minutes");
    stage.bar.is_scarce = true;
    assert_eq!(stage.label("time"), "Il vous reste 25 minutes · presque plus de place : copiez sur une clé");
    stage.sees(Some(left(5, Urgency::Near)));
    stage.bar.is_scarce = true;
    assert_eq!(stage.label("time"), "Il vous reste 5 minutes. Gardez votre travail.");
    stage.sees(None);
    stage.bar.is_scarce = true;
    assert_eq!(stage.label("time"), "Un instant…");
}

#[test]
fn each_degree_looks_otherwise_and_not_by_colour_alone() {
    let mut stage = Stage::new(&[]);
    let degrees = [Urgency::Calm, Urgency::Soon, Urgency::Near, Urgency::Last].map(|urgency| {
        stage.sees(Some(left(1, urgency)));
        (stage.bar.icon(), stage.bar.emphasis())
    });
    for (n, (icon, emphasis)) in degrees.iter().enumerate() {
        for (other_icon, other_emphasis) in degrees.iter().skip(n + 1) {
            assert!(icon != other_icon && emphasis != other_emphasis, "{degrees:?}");
        }
    }
}

#[test]
fn menu_asks_for_the_kiosk_by_keyboard_and_pointer() {
    let mut stage = Stage::new(&["--lang", "en"]);
    stage.sees(Some(left(20, Urgency::Calm)));
    stage.press_menu();
    for message in stage.driver.click(stage.bar.view(), MENU) {
        stage.bar.update(message);
    }
    assert_eq!([stage.asked.try_recv(), stage.asked.try_recv()], [Ok(BarIntent::ShowKiosk); 2]);
}

#[test]
fn a_print_that_waits_is_told_beside_the_time_and_leads_to_the_kiosk() {
    let mut stage = Stage::new(&[]);
    for (print, words) in
        [(BarPrint::ToConfirm, "Impression à confirmer"), (BarPrint::Trouble, "Un souci d’impression")]
    {
        for (_, time) in every_time().into_iter().skip(1) {
            stage.sees_print(time, Some(print));
            assert_eq!(stage.label(PRINT), words, "however little room there is, it is said");
            let messages = stage.driver.click(stage.bar.view(), PRINT);
            for message in messages {
                stage.bar.update(message);
            }
            assert_eq!(stage.asked.try_recv(), Ok(BarIntent::ShowKiosk));
        }
    }
    stage.sees(Some(left(20, Urgency::Calm)));
    let outline = stage.driver.outline(stage.bar.view());
    assert!(outline.iter().all(|item| item.id != PRINT.into()), "nothing waits");
}

#[test]
fn scans_that_came_are_told_with_their_folder_and_lead_to_the_kiosk() {
    let mut stage = Stage::new(&[]);
    let sentences = [
        (1, "1 document numérisé est dans le dossier Numérisations."),
        (2, "2 documents numérisés sont dans le dossier Numérisations."),
    ];
    for (scans, sentence) in sentences {
        for (_, time) in every_time().into_iter().skip(1) {
            stage.hears(BarView { time, scans, ..BarView::default() });
            assert_eq!(stage.label(SCANS), sentence);
            for message in stage.driver.click(stage.bar.view(), SCANS) {
                stage.bar.update(message);
            }
            assert_eq!(stage.asked.try_recv(), Ok(BarIntent::ShowKiosk));
        }
    }
}

#[test]
fn without_an_agent_nothing_is_claimed_and_nothing_can_be_asked() {
    let mut stage = Stage::new(&[]);
    stage.sees(Some(left(20, Urgency::Calm)));
    stage.bar.update(Message::Agent(link::Heard::Lost));
    assert_eq!(stage.label("time"), "Un instant…");
    stage.press_menu();
    assert!(stage.asked.try_recv().is_err());
}

#[test]
fn it_all_fits_in_every_language_and_size() {
    let folder = std::env::var_os("EPN_PICTURES").map(PathBuf::from);
    for lang in Lang::ALL {
        for scale in ["1", "1.25", "2"] {
            let times = every_time().map(|(name, time)| (name, time, None, 0, false));
            let news = every_time().into_iter().skip(1);
            let news = news.flat_map(|(name, time)| {
                let print = Some(BarPrint::ToConfirm);
                [(name, time, print, 0, false), (name, time, None, 12, false), (name, time, print, 12, false)]
            });
            let calm = Some(left(65, Urgency::Calm));
            let full = [
                ("full", calm, None, 0, true),
                ("full", calm, Some(BarPrint::Trouble), 0, true),
                ("full", calm, Some(BarPrint::Trouble), 12, true),
            ];
            for (name, time, print, scans, is_scarce) in times.into_iter().chain(news).chain(full) {
                let mut stage = Stage::new(&["--lang", lang.tag(), "--scale", scale]);
                stage.hears(BarView { time, print, lang: None, scans });
                stage.bar.is_scarce = is_scarce;
                let outline = stage.driver.outline(stage.bar.view());
                for item in &outline {
                    let right = item.bounds.x + item.bounds.width;
                    assert!(item.bounds.width > 0.0 && right <= 1024.0, "{name} {scale} {lang:?}: {item:?}");
                    let fits = item.bounds.y >= 0.0
                        && item.bounds.y + item.bounds.height <= stage.bar.ui().strip_height();
                    assert!(fits, "{name} {scale} {lang:?}: {item:?}");
                }
                if let Some(folder) = &folder {
                    let picture = stage.driver.picture(stage.bar.view(), stage.bar.ui());
                    picture
                        .save(&folder.join(format!(
                            "bar-{name}-{}{}{scale}-{}.png",
                            told(print),
                            if scans > 0 { "scans-" } else { "" },
                            lang.tag()
                        )))
                        .expect("a picture");
                }
            }
        }
    }
}
