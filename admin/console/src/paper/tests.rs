use epn_rules::id::{PurseId, ReceiptId};
use epn_rules::units::Cents;
use epn_wire::money::{
    Account, AccountEntry, AccountLine, DayClosed, Means, MeansTotal, PurseHolder, PurseShown, ReceiptKind,
    ReceiptShown,
};
use epn_wire::print_desk::PrintQueue;
use epn_words::{Lang, Reader};
use printpdf::{PdfDocument, PdfParseOptions};
use ulid::Ulid;

use super::fonts::{Face, Fonts};
use super::*;
use crate::testing::fixtures;
use crate::words::Phrases;

fn sheet(lang: Lang) -> Vec<u8> {
    let phrases = Phrases::new(lang).unwrap();
    let reader = Reader::at("Europe/Paris", fixtures::now());
    let pdf = TicketSheet::new(&phrases, &reader, &fixtures::ticket()).pdf().unwrap();
    keep(&pdf, &format!("ticket-{}", lang.tag()));
    pdf
}

/// Leaves a document for people to look at, where they ask for it.
fn keep(pdf: &[u8], name: &str) {
    if let Some(folder) = std::env::var_os("EPN_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), pdf).unwrap();
    }
}

/// What each page says.
fn pages(pdf: &[u8]) -> Vec<String> {
    let document = PdfDocument::parse(pdf, &PdfParseOptions::default(), &mut Vec::new()).unwrap();
    document.extract_text().into_iter().map(|page| page.join("\n")).collect()
}

fn text(pdf: &[u8]) -> String {
    let mut pages = pages(pdf);
    assert_eq!(pages.len(), 1);
    pages.remove(0)
}

fn says_all(text: &str, all: &[&str]) {
    for said in all {
        assert!(text.contains(said), "“{said}” is missing in:\n{text}");
    }
}

#[test]
fn a_ticket_says_all_that_its_holder_needs_with_accents() {
    let text = text(&sheet(Lang::French));
    let all = [
        "Médiathèque de Saint-Élan",
        "Ticket d’accès à un ordinateur",
        "Parapluie",
        "7KQ-F2M-0XR",
        "Pour 1 heure",
        "À la fin, tout ce que vous avez fait est effacé.",
    ];
    says_all(&text, &all);
}

#[test]
fn a_ticket_speaks_english_too() {
    let text = text(&sheet(Lang::English));
    assert!(text.contains("Umbrella") && text.contains("7KQ-F2M-0XR"), "{text}");
}

#[test]
fn a_staff_card_says_whose_it_is_and_never_its_pin() {
    let phrases = Phrases::new(Lang::French).unwrap();
    let pdf = CardSheet::new(&phrases, &fixtures::card()).pdf().unwrap();
    keep(&pdf, "staff-card");
    let text = text(&pdf);
    says_all(&text, &["Médiathèque de Saint-Élan", "Claire", "Carte de l’équipe", "K7QF-2M0X-9TRB-HD4W"]);
    assert!(!text.contains("730519"));
}

#[test]
fn files_have_names_that_every_disk_takes() {
    assert_eq!(file_name("ticket Étoile 2", "pdf"), "ticket-etoile-2.pdf");
    assert_eq!(file_name("chiffres 2026-02-01 2026-02-28", "csv"), "chiffres-2026-02-01-2026-02-28.csv");
    assert_eq!(file_name("a/../b", "pdf"), "a-b.pdf");
}

const SITE: &str = "Médiathèque de Saint-Élan";

fn reader() -> Reader {
    Reader::at("Europe/Paris", fixtures::now())
}

fn phrases(lang: Lang) -> Phrases {
    Phrases::new(lang).unwrap()
}

fn receipt(kind: ReceiptKind) -> ReceiptShown {
    ReceiptShown {
        id: ReceiptId(Ulid(7)),
        number: 128,
        at: fixtures::now(),
        kind,
        means: Means::Cash,
        amount: Cents(250),
        purse: PurseId("01KK0F6T9Z3V8QW5N2YB7XJDRC".parse().unwrap()),
    }
}

#[test]
fn a_receipt_leads_back_to_a_credit_without_a_name() {
    let pdf = ReceiptSheet::new(&phrases(Lang::French), &reader(), SITE, &receipt(ReceiptKind::TopUp), None)
        .pdf()
        .unwrap();
    keep(&pdf, "receipt-purse");
    let text = text(&pdf);
    let all = [
        SITE,
        "Reçu n° 128",
        "Crédit d’impression ajouté",
        "2,50 €",
        "Espèces",
        "Le 10 mars 2026 à 10 h 42",
        "01KK 0F6T 9Z3V 8QW5 N2YB 7XJD RC",
        "sans lui, le crédit est perdu",
    ];
    says_all(&text, &all);
}

#[test]
fn a_member_s_receipt_bears_their_name_and_not_their_purse() {
    let refund = receipt(ReceiptKind::Refund);
    let pdf = ReceiptSheet::new(&phrases(Lang::English), &reader(), SITE, &refund, Some("Zoë Lefèvre"))
        .pdf()
        .unwrap();
    let text = text(&pdf);
    says_all(&text, &["Receipt no. 128", "Printing credit given back", "For Zoë Lefèvre"]);
    assert!(!text.contains("01KK"), "{text}");
    let arabic = ReceiptSheet::new(&phrases(Lang::French), &reader(), SITE, &refund, Some("فاطمة الزهراء"))
        .pdf()
        .unwrap();
    keep(&arabic, "receipt-arabic");
}

#[test]
fn arabic_letters_are_joined_and_run_from_right_to_left_beside_others() {
    let fonts = Fonts::load(&mut PdfDocument::new("")).unwrap();
    let line = |text: &str| fonts.line(Face::Regular, text);
    // The same letter, alone and in the middle of a word, is drawn otherwise.
    let (alone, word) = (line("م"), line("محمد"));
    assert!(!word.glyph_ids().is_empty());
    assert!(!word.glyph_ids().contains(&alone.glyph_ids()[0]), "not joined");
    assert_eq!(line("Ali علي Ben").letters().chars().filter(|letter| !letter.is_whitespace()).count(), 9);
    assert!(line("Ali علي Ben").letters().starts_with("Ali"), "French runs on from left to right");
    let mixed = line("شارع 12");
    assert!(
        mixed.letters().starts_with("12"),
        "a number after Arabic stands at its left: {}",
        mixed.letters()
    );
    assert!(word.width(10.0) > 0.0);
}

fn day() -> DayClosed {
    let total = |means, taken, back| MeansTotal { means, taken: Cents(taken), given_back: Cents(back) };
    DayClosed {
        number: 14,
        at: fixtures::now(),
        staff: "Claire".to_owned(),
        totals: vec![
            total(Means::Cash, 4350, 150),
            total(Means::Card, 1200, 0),
            total(Means::Voucher, 1000, 0),
        ],
        first_receipt: Some(112),
        last_receipt: Some(128),
        revenue: Cents(3120),
        counted: Cents(4190),
        difference: Cents(-10),
        note: "Dix centimes manquent : le monnayeur a été vidé deux fois.".to_owned(),
    }
}

#[test]
fn a_day_s_close_adds_up_and_says_what_was_counted() {
    let pdf = CloseSheet::new(&phrases(Lang::French), &reader(), SITE, &day()).pdf().unwrap();
    keep(&pdf, "close");
    let text = text(&pdf);
    let all = [
        "Clôture de caisse n° 14",
        "Close le 10 mars 2026 à 10 h 42 par Claire.",
        "Reçus n° 112 à 128.",
        "Espèces",
        "43,50 €",
        "42,00 €",
        "Total",
        "65,50 €",
        "64,00 €",
        "41,90 €",
        "-0,10 €",
        "Dix centimes manquent",
    ];
    says_all(&text, &all);
}

fn account(lines: u32) -> Account {
    let line = |index: u32| AccountLine {
        at: fixtures::at(-i64::from(index) * 60),
        what: match index % 3 {
            0 => AccountEntry::Print { number: index, sides: 3 },
            1 => AccountEntry::TopUp { receipt: u64::from(index) },
            _ => AccountEntry::Adjustment {
                reason: "Bourrage en page 3 : la fin n’est jamais sortie, la moitié est rendue".to_owned(),
            },
        },
        amount: Cents(if index.is_multiple_of(3) { -30 } else { 200 }),
    };
    Account {
        holder: PurseHolder::Purse { id: PurseId(Ulid(3)) },
        purse_id: Some(PurseId(Ulid(3))),
        purse: PurseShown { paid: Cents(1240), free: Cents(60), reserved: Cents(30) },
        refundable: Cents(1240),
        lines: (0..lines).map(line).collect(),
        receipts: Vec::new(),
    }
}

fn statement(lines: u32, holder: &str) -> Vec<u8> {
    let account = account(lines);
    StatementSheet::new(&phrases(Lang::French), &reader(), SITE, holder, &account, fixtures::now())
        .pdf()
        .unwrap()
}

#[test]
fn a_statement_takes_the_pages_that_it_needs_with_the_titles_on_each_and_no_line_lost() {
    let pdf = statement(100, "فاطمة الزهراء بن علي — n° 204");
    keep(&pdf, "statement");
    let pages = pages(&pdf);
    assert!(pages.len() > 2, "{} pages", pages.len());
    let count = pages.len();
    for (index, page) in pages.iter().enumerate() {
        says_all(page, &["Quand", "Quoi", "Montant", &format!("Relevé de compte · {} / {count}", index + 1)]);
    }
    says_all(&pages[0], &["12,40 €", "0,60 €", "0,30 €"]);
    let whole = pages.concat();
    for number in (0..100).step_by(3) {
        let line = format!("Impression n° {number} : 3 faces");
        assert_eq!(whole.matches(&line).count(), 1, "{line}");
    }
}

#[test]
fn a_statement_without_lines_says_so() {
    says_all(&text(&statement(0, "Ada")), &["Ada", "Aucun mouvement."]);
}

fn poster(queue: &PrintQueue, tags: &[&str]) -> Option<PosterSheet> {
    let mut room = fixtures::room();
    for station in &mut room.stations {
        station.tags.clear();
    }
    room.stations[0].tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    PosterSheet::of(&room, queue)
}

#[test]
fn a_poster_tells_the_room_how_to_print_in_both_languages() {
    let pdf = poster(&fixtures::prints(), &["usb-printing"]).unwrap().pdf().unwrap();
    keep(&pdf, "poster");
    let text = text(&pdf);
    let all = [
        "Imprimer ici",
        "Print here",
        "http://192.168.1.10:8080",
        "« J’ai un code (téléphone) »",
        "“I have a code (phone)”",
        "Avec une clé USB",
        "With a USB key",
        "Rien ne sort sans votre accord.",
    ];
    says_all(&text, &all);
}

#[test]
fn a_poster_promises_nothing_that_the_room_does_not_do() {
    let phones = poster(&fixtures::prints(), &["children"]).unwrap().pdf().unwrap();
    assert!(!text(&phones).contains("USB"));
    let without = PrintQueue { phone: None, ..fixtures::prints() };
    let keys = poster(&without, &["usb-printing"]).unwrap().pdf().unwrap();
    keep(&keys, "poster-keys");
    assert!(text(&keys).contains("Avec une clé USB") && !text(&keys).contains("téléphone"));
    assert_eq!(poster(&without, &[]), None);
}
