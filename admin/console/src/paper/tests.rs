use epn_words::{Lang, Reader};
use printpdf::{PdfDocument, PdfParseOptions};

use super::*;
use crate::testing::fixtures;
use crate::words::Phrases;

fn sheet(lang: Lang) -> Vec<u8> {
    let phrases = Phrases::new(lang).unwrap();
    let reader = Reader::at("Europe/Paris", fixtures::now());
    let pdf = TicketSheet::new(&phrases, &reader, &fixtures::ticket()).pdf().unwrap();
    if let Some(folder) = std::env::var_os("EPN_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join(format!("ticket-{}.pdf", lang.tag())), &pdf)
            .unwrap();
    }
    pdf
}

fn text(pdf: &[u8]) -> String {
    let document = PdfDocument::parse(pdf, &PdfParseOptions::default(), &mut Vec::new()).unwrap();
    assert_eq!(document.pages.len(), 1);
    document.extract_text().concat().join("\n")
}

#[test]
fn a_ticket_says_all_that_its_holder_needs_with_accents() {
    let text = text(&sheet(Lang::French));
    for said in [
        "Médiathèque de Saint-Élan",
        "Ticket d’accès à un ordinateur",
        "Parapluie",
        "7KQ-F2M-0XR",
        "Pour 1 heure",
        "À la fin, tout ce que vous avez fait est effacé.",
    ] {
        assert!(text.contains(said), "“{said}” is missing in:\n{text}");
    }
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
    if let Some(folder) = std::env::var_os("EPN_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join("staff-card.pdf"), &pdf).unwrap();
    }
    let text = text(&pdf);
    for said in ["Médiathèque de Saint-Élan", "Claire", "Carte de l’équipe", "K7QF-2M0X-9TRB-HD4W"] {
        assert!(text.contains(said), "“{said}” is missing in:\n{text}");
    }
    assert!(!text.contains("730519"));
}

#[test]
fn files_have_names_that_every_disk_takes() {
    assert_eq!(file_name("ticket Étoile 2", "pdf"), "ticket-etoile-2.pdf");
    assert_eq!(file_name("chiffres 2026-02-01 2026-02-28", "csv"), "chiffres-2026-02-01-2026-02-28.csv");
    assert_eq!(file_name("a/../b", "pdf"), "a-b.pdf");
}
