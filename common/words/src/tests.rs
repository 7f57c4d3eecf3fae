use std::collections::BTreeSet;

use epn_rules::decision::{Decision, Refusal};
use epn_rules::people::{Alias, PICTURES};
use epn_rules::policy::QuotaSpan;
use epn_rules::units::{Cents, Minutes};
use epn_wire::printing::Measure;
use jiff::Timestamp;
use jiff::civil::date;

use super::*;

fn french() -> Words {
    Words::new(Lang::French).unwrap()
}

fn paris(day: i8, hour: i8) -> Reader {
    Reader::new("Europe/Paris", Some(date(2026, 3, day).at(hour, 0, 0, 0)))
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_refusal_says_why_with_figures_and_when_next() {
    let refused = Decision::Refused {
        because: vec![Refusal::QuotaSpent {
            per: QuotaSpan::Day,
            used: Minutes(60),
            allowed: Minutes(60),
            day: Some(date(2026, 3, 10)),
        }],
        next: Some(instant("2026-03-11T08:30:00Z")),
    };
    assert_eq!(
        french().decision(&refused, &paris(10, 15)),
        ["Vous avez utilisé 60 minutes sur 60 aujourd’hui.", "Prochain accès : demain à 9 h 30."]
    );
}

#[test]
fn moments_are_said_as_people_say_them() {
    let words = french();
    let at = |text: &str| words.moment(instant(text), &paris(10, 15));
    assert_eq!(at("2026-03-10T16:00:00Z"), "à 17 h");
    assert_eq!(at("2026-03-14T08:30:00Z"), "samedi à 9 h 30");
    assert_eq!(at("2026-04-01T07:05:00Z"), "le 1er avril à 9 h 05");
    assert_eq!(
        words.moment(instant("2026-03-10T16:00:00Z"), &Reader::new("Europe/Paris", None)),
        "le 10 mars à 17 h"
    );
}

#[test]
fn lengths_are_said_as_people_say_them() {
    let words = french();
    let said: Vec<String> = [1, 45, 60, 90, 125].into_iter().map(|m| words.length(Minutes(m))).collect();
    assert_eq!(said, ["1 minute", "45 minutes", "1 heure", "1 h 30", "2 h 05"]);
    assert_eq!(words.wait(8), "8 secondes");
    assert_eq!(words.wait(61), "2 minutes");
}

#[test]
fn money_is_written_as_each_language_does() {
    let english = Words::new(Lang::English).unwrap();
    for (cents, french_words, english_words) in [
        (30, "0,30 €", "€0.30"),
        (1205, "12,05 €", "€12.05"),
        (-50, "-0,50 €", "€-0.50"),
        (0, "0,00 €", "€0.00"),
    ] {
        assert_eq!(french().money(Cents(cents)), french_words);
        assert_eq!(english.money(Cents(cents)), english_words);
    }
}

#[test]
fn a_document_is_told_by_what_costs() {
    let words = french();
    let measure = Measure { pages: 3, copies: 1, ..Measure::default() };
    assert_eq!(words.measure(&measure), "3 pages en noir");
    let mixed = Measure { colour_pages: 1, copies: 2, duplex: true, ..measure };
    assert_eq!(words.measure(&mixed), "3 pages, dont 1 en couleur · 2 exemplaires · recto verso");
    let black = Measure { black_only: true, large_pages: 1, ..mixed };
    assert_eq!(
        words.measure(&black),
        "3 pages en noir · 1 page en grand format · 2 exemplaires · recto verso"
    );
    let colour = Measure { pages: 1, colour_pages: 1, copies: 1, ..Measure::default() };
    assert_eq!(words.measure(&colour), "1 page en couleur");
}

#[test]
fn every_picture_has_a_word_of_its_own_in_every_language() {
    for lang in Lang::ALL {
        let words = Words::new(lang).unwrap();
        let named: BTreeSet<String> = PICTURES.iter().map(|p| words.picture(p)).collect();
        assert_eq!(named.len(), PICTURES.len(), "{}", lang.tag());
        assert!(PICTURES.iter().all(|p| words.picture(p) != *p || lang == Lang::English), "{}", lang.tag());
    }
    assert_eq!(french().alias(&Alias { picture: "moon".into(), ordinal: 2 }), "Lune 2");
}

#[test]
fn every_language_says_everything_that_french_says() {
    let keys = |lang: Lang, file: &str| -> BTreeSet<String> {
        let path = format!("{}/{file}", lang.tag());
        let data = Locales::get(&path).unwrap_or_else(|| panic!("{path} is missing"));
        let text = String::from_utf8(data.data.into_owned()).unwrap();
        text.lines()
            .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|l| l.split_once(" =").map(|(key, _)| key.to_owned()))
            .collect()
    };
    for path in Locales::iter() {
        let Some(file) = path.strip_prefix("fr/") else { continue };
        let french = keys(Lang::French, file);
        for lang in Lang::ALL {
            assert_eq!(keys(lang, file), french, "{}/{file}", lang.tag());
        }
    }
}

#[test]
fn what_is_new_since_bookings_is_said_with_its_figures() {
    use epn_rules::decision::Limit;
    let words = french();
    let refusal = |refusal: Refusal| words.refusal(&refusal, &paris(10, 9));
    let limit = |limit: Limit| words.limit(&limit, &paris(10, 9));
    let spent = |per: &str| Refusal::QuotaSpent {
        per: per.parse().unwrap(),
        used: Minutes(480),
        allowed: Minutes(500),
        day: Some(date(2026, 3, 10)),
    };
    assert_eq!(refusal(spent("week")), "Vous avez utilisé ou réservé 480 minutes sur 500 cette semaine.");
    assert_eq!(refusal(spent("7-days")), "Vous avez utilisé ou réservé 480 minutes sur 500 en 7 jours.");
    let none = Limit::Quota { per: QuotaSpan::Day, used: Minutes(0), allowed: Minutes(60), day: None };
    assert_eq!(limit(none), "Vous avez utilisé 0 minute sur 60 aujourd’hui.");
    let carried = |minutes: u32| refusal(Refusal::TicketSpent { carried: Minutes(minutes) });
    assert_eq!(carried(60), "Votre ticket de 1 heure est entièrement utilisé.");
    assert_eq!(carried(45), "Votre ticket de 45 minutes est entièrement utilisé.");
    let (from, until) = (instant("2026-03-10T09:00:00Z"), instant("2026-03-10T10:30:00Z"));
    assert_eq!(refusal(Refusal::SlotTaken { from, until }), "C’est déjà réservé de 10 h à 11 h 30.");
    assert_eq!(
        refusal(Refusal::TooManyBookings { held: 2, allowed: 2 }),
        "Vous avez déjà 2 réservations, sur 2 possibles."
    );
    assert_eq!(refusal(Refusal::SlotTooFar { days: 0 }), "On ne peut réserver que pour aujourd’hui.");
    assert_eq!(refusal(Refusal::SlotTooFar { days: 14 }), "On peut réserver 14 jours à l’avance au plus.");
    assert_eq!(
        refusal(Refusal::SlotClosed { opens: Some(instant("2026-03-11T08:30:00Z")) }),
        "La salle n’est pas ouverte pendant tout ce temps. Elle ouvre ensuite demain à 9 h 30."
    );
    assert_eq!(limit(Limit::Booking { until }), "Vous avez réservé ce poste jusqu’à 11 h 30.");
    let label = "recherche d’emploi".to_owned();
    let bonus = Limit::Bonus { label, per: QuotaSpan::Day, minutes: Minutes(30) };
    assert_eq!(limit(bonus), "Vous avez 30 minutes de plus par jour : recherche d’emploi.");
}

#[test]
fn what_ends_a_session_is_true_for_as_long_as_it_runs() {
    use epn_rules::decision::Limit;
    let words = french();
    let running = |limit: Limit| words.limit_of_running(&limit, &paris(10, 9));
    assert_eq!(running(Limit::Ticket { left: Minutes(36) }), "Votre ticket sera alors entièrement utilisé.");
    let quota = |per: &str, day: i8| {
        let (used, allowed) = (Minutes(20), Minutes(60));
        running(Limit::Quota { per: per.parse().unwrap(), used, allowed, day: Some(date(2026, 3, day)) })
    };
    assert_eq!(quota("day", 10), "Votre temps d’aujourd’hui sera alors utilisé : 1 heure.");
    assert_eq!(quota("day", 11), "Votre temps pour demain sera alors utilisé : 1 heure.");
    assert_eq!(quota("7-days", 10), "Votre temps pour 7 jours sera alors utilisé : 1 heure.");
    let longest = Limit::SessionLength { longest: Minutes(60) };
    assert_eq!(running(longest.clone()), words.limit(&longest, &paris(10, 9)));
}

#[test]
fn a_figure_of_another_day_is_named_after_that_day() {
    use epn_rules::decision::Limit;
    let said = |lang: Lang, per: &str, day: (i8, i8)| {
        let (month, day) = day;
        let limit = Limit::Quota {
            per: per.parse().unwrap(),
            used: Minutes(20),
            allowed: Minutes(60),
            day: Some(date(2026, month, day)),
        };
        Words::new(lang).unwrap().limit(&limit, &paris(10, 23))
    };
    let french = |per: &str, day| said(Lang::French, per, day);
    let english = |per: &str, day| said(Lang::English, per, day);
    assert_eq!(french("day", (3, 10)), "Vous avez utilisé 20 minutes sur 60 aujourd’hui.");
    for (per, day, when) in [
        ("day", (3, 11), "demain"),
        ("day", (3, 13), "vendredi"),
        ("day", (3, 24), "le 24 mars"),
        ("week", (3, 16), "la semaine du 16 mars"),
        ("month", (4, 1), "avril"),
        ("7-days", (3, 11), "les 7 jours jusqu’au 11 mars"),
    ] {
        assert_eq!(french(per, day), format!("Pour {when}, vous avez utilisé ou réservé 20 minutes sur 60."));
    }
    assert_eq!(english("day", (3, 11)), "You have used or booked 20 of 60 minutes for tomorrow.");
    assert_eq!(
        english("week", (3, 16)),
        "You have used or booked 20 of 60 minutes for the week of 16 March."
    );
    // Sunday is still of the week that began on Monday, the 9th.
    assert!(french("week", (3, 15)).ends_with("cette semaine."), "{}", french("week", (3, 15)));
    assert!(french("month", (3, 31)).ends_with("ce mois-ci."));
    assert!(french("7-days", (3, 10)).ends_with("en 7 jours."));
}

#[test]
fn a_lockdown_is_told_in_figures_and_by_what_falls_short() {
    use epn_wire::audit::{Audit, AuditItem, Verdict};
    let item = |id: &str, verdict| AuditItem {
        id: id.to_owned(),
        what: "said by the station".to_owned(),
        verdict,
        expected: String::new(),
        found: None,
    };
    let audit = Audit::of(vec![
        item("sysrq", Verdict::Different),
        item("lid", Verdict::Held),
        item("from-the-future", Verdict::Missing),
        item("firmware", Verdict::Untested),
    ]);
    let words = french();
    assert_eq!(words.lockdown_held(&audit), "Verrouillage : 1 point tenu sur 3");
    assert_eq!(words.lockdown_untested(&audit).unwrap(), "1 point ne se vérifie qu’à la main");
    let short: Vec<String> = audit.shortfalls().map(|item| words.lockdown_short(item)).collect();
    assert_eq!(
        short,
        [
            "Non tenu : Les touches de secours du système (SysRq) sont coupées",
            "Non tenu : said by the station"
        ]
    );
    assert_eq!(words.lockdown_untested(&Audit::default()), None);
}

#[test]
fn how_long_a_slot_can_be_is_said_with_the_rule() {
    use epn_rules::decision::SlotLimit;
    let at = "2026-03-11T15:00:00+01:00".parse().unwrap();
    let (per, used, allowed) = ("day".parse().unwrap(), Minutes(90), Minutes(120));
    let day = Some(date(2026, 3, 11));
    let said = |lang, limit| Words::new(lang).unwrap().at_most(Minutes(60), limit, &paris(10, 23));
    for (limit, french, english) in [
        (
            SlotLimit::Longest { longest: Minutes(60) },
            "On peut réserver 1 heure au plus.",
            "You can book 1 hour at most.",
        ),
        (
            SlotLimit::Closing { at },
            "Au plus 1 heure : la salle ferme à 15 h.",
            "At most 1 hour: the room closes at 15:00.",
        ),
        (
            SlotLimit::Taken { from: at },
            "Au plus 1 heure : c’est réservé à partir de 15 h.",
            "At most 1 hour: it is booked from 15:00 on.",
        ),
        (
            SlotLimit::Own { from: at },
            "Au plus 1 heure : vous avez une autre réservation à 15 h.",
            "At most 1 hour: you have another booking at 15:00.",
        ),
        (
            SlotLimit::Quota { per, used, allowed, day },
            "Au plus 1 heure. Pour demain, vous avez utilisé ou réservé 90 minutes sur 120.",
            "At most 1 hour. You have used or booked 90 of 120 minutes for tomorrow.",
        ),
    ] {
        assert_eq!(said(Lang::French, limit), french);
        assert_eq!(said(Lang::English, limit), english);
    }
}
