//! A USB key at the lock screen, by keyboard alone.

use epn_rules::units::Cents;
use epn_ui::Role;
use epn_wire::kiosk::{KioskIntent, KioskView};
use epn_wire::printing::{PrintAnswer, PrintAsk, PrintOffer, PrintStage};
use epn_wire::station::Entry;
use epn_wire::usb::{
    LARGEST, UsbFile, UsbFiles, UsbFormat, UsbKey, UsbRefusal, UsbShown, UsbTrouble, UsbWish,
};
use epn_words::Lang;

use super::stage::Stage;
use super::views::locked;
use super::views::printing::{confirm, held, job, offer, print, with_asked, with_prints};

/// The lock screen with a key.
pub fn key(key: UsbKey) -> KioskView {
    KioskView { usb: Some(UsbShown { key, sending: None, trouble: None }), ..locked() }
}

pub fn file(name: &str, folder: Option<&str>, format: UsbFormat, bytes: u64) -> UsbFile {
    UsbFile { name: name.to_owned(), folder: folder.map(str::to_owned), format, bytes }
}

/// Three documents, the last of which is too large.
pub fn files() -> UsbKey {
    let files = vec![
        file("CV de Malika 2026.pdf", None, UsbFormat::Pdf, 81_234),
        file("IMG_2041.jpg", Some("DCIM/100CANON"), UsbFormat::Jpeg, 3_700_000),
        file("Annuaire.pdf", Some("Démarches"), UsbFormat::Pdf, LARGEST + 1),
    ];
    UsbKey::Files(UsbFiles { files, more: false })
}

pub fn sending(percent: u8) -> KioskView {
    let usb = UsbShown { key: files(), sending: Some(percent), trouble: None };
    KioskView { usb: Some(usb), ..locked() }
}

pub fn troubled(trouble: UsbTrouble) -> KioskView {
    let usb = UsbShown { key: files(), sending: None, trouble: Some(trouble) };
    KioskView { usb: Some(usb), ..locked() }
}

/// Nobody's purse holds enough for it.
pub fn unpaid() -> PrintOffer {
    PrintOffer { after: None, ..offer() }
}

/// A print of the key that waits for its visitor's word.
pub fn printed() -> KioskView {
    let mut view = with_prints(key(files()), &[held(12, &[unpaid()])]);
    if let Some(shown) = &mut view.printing {
        shown.printing.purse.paid = Cents(0);
        shown.printing.purse.free = Cents(0);
    }
    view
}

fn wish(wish: UsbWish) -> KioskIntent {
    KioskIntent::Usb { wish }
}

#[test]
fn a_key_shows_its_documents_and_one_press_sends_one() {
    for (lang, title, size) in [
        (Lang::French, "Que voulez-vous imprimer ?", "80 ko"),
        (Lang::English, "What would you like to print?", "80 KB"),
    ] {
        let mut stage = Stage::new(lang, key(UsbKey::Looking));
        assert_eq!(stage.app.title(), "epn-kiosk: usb");
        assert!(stage.has_focus("usb-over"));
        stage.sees(key(files()));
        assert!(stage.said().contains(title), "{}", stage.said());
        assert!(stage.has_focus("usb-file-0"), "the newest");
        let first = stage.outline().into_iter().find(|item| item.id == "usb-file-0".into()).unwrap();
        assert_eq!(first.node.role, Role::Button);
        assert_eq!(first.node.label, "CV de Malika 2026.pdf");
        assert_eq!(first.node.detail.as_deref(), Some(size));
        stage.choose("usb-file-1");
        assert_eq!(stage.told(), [wish(UsbWish::Print { file: 1 })]);
        stage.sees(sending(40));
        assert!(stage.has_focus("usb-stop"));
        stage.enter();
        assert_eq!(stage.told(), [wish(UsbWish::Stop)]);
    }
}

#[test]
fn what_is_too_large_cannot_be_chosen_and_says_why() {
    let mut stage = Stage::new(Lang::French, key(files()));
    assert!(stage.said().contains("trop gros (plus de 50 Mo)"), "{}", stage.said());
    stage.touch("usb-file-2");
    assert_eq!(stage.told(), []);
}

#[test]
fn what_was_sent_is_paid_at_the_desk_or_with_a_ticket() {
    let mut stage = Stage::new(Lang::French, key(files()));
    stage.sees(printed());
    assert_eq!(stage.app.title(), "epn-kiosk: print");
    assert!(stage.said().contains("Payez à l’accueil : dites « impression 12 »"), "{}", stage.said());
    assert!(stage.has_focus("print-pay-with"));
    stage.enter();
    assert_eq!(stage.app.title(), "epn-kiosk: pay-entry");
    assert!(!stage.has("enter-no-account"));
    stage.scans("000-000-000");
    let entry = Entry::Ticket { code: "000-000-000".to_owned().into() };
    let ask = PrintAsk::PayWith { job: job(12), entry };
    assert_eq!(stage.told(), [KioskIntent::Print { ask: ask.clone() }]);
    assert_eq!(stage.app.title(), "epn-kiosk: print");

    let wrong = PrintAnswer::NotRecognised { wait_seconds: 8 };
    stage.sees(with_asked(printed(), ask.clone(), Some(wrong)));
    assert!(stage.label("print-answer").contains("n’est pas reconnu"));
    assert!(stage.has_focus("print-understood"));
    stage.enter();
    assert_eq!(stage.told(), [KioskIntent::PrintRead]);

    let rich = with_prints(key(files()), &[held(12, &[offer()])]);
    stage.sees(with_asked(rich.clone(), ask, Some(PrintAnswer::Recognised)));
    assert_eq!(stage.told(), [KioskIntent::PrintRead]);
    stage.sees(rich);
    assert!(stage.has_focus("print-confirm"));
    stage.enter();
    assert_eq!(stage.told(), [KioskIntent::Print { ask: confirm(12) }]);
}

#[test]
fn back_from_a_print_is_the_key_and_the_end_is_one_press() {
    let mut stage = Stage::new(Lang::French, printed());
    stage.choose("home");
    assert_eq!(stage.app.title(), "epn-kiosk: usb");
    stage.choose("usb-prints");
    assert_eq!(stage.app.title(), "epn-kiosk: prints");
    assert!(!stage.has("phone"));
    stage.escape();
    // The next document shows itself.
    let two =
        with_prints(key(files()), &[print(13, PrintStage::Arriving { pages: None }), held(12, &[unpaid()])]);
    stage.sees(two);
    assert_eq!(stage.app.title(), "epn-kiosk: print");
    stage.choose("home");
    stage.choose("usb-over");
    assert_eq!(stage.told(), [wish(UsbWish::Over)]);
    stage.sees(locked());
    assert!(stage.has_focus("start"));
    assert!(!stage.said().contains("Malika"));
}

#[test]
fn what_goes_wrong_is_explained_until_it_was_read() {
    for (trouble, words) in [
        (UsbTrouble::NoHub, "n’est pas parti"),
        (UsbTrouble::NotRead, "n’a pas pu être lu"),
        (UsbTrouble::Refused { why: UsbRefusal::OtherKind }, "ne peut pas être imprimé"),
        (UsbTrouble::Refused { why: UsbRefusal::TooBig }, "trop gros"),
        (UsbTrouble::Refused { why: UsbRefusal::TooMany }, "Trop d’impressions"),
        (UsbTrouble::Refused { why: UsbRefusal::Full }, "n’a pas pu être pris"),
    ] {
        let mut stage = Stage::new(Lang::French, troubled(trouble));
        assert!(stage.said().contains(words), "{}", stage.said());
        assert!(stage.has_focus("usb-understood"));
        stage.enter();
        assert_eq!(stage.told(), [wish(UsbWish::Read)]);
    }
    for (shown, words) in [
        (UsbKey::Files(UsbFiles::default()), "Rien à imprimer"),
        (UsbKey::Unreadable, "ne peut pas être lue"),
        (UsbKey::Gone, "La clé est retirée"),
    ] {
        let mut stage = Stage::new(Lang::French, key(shown));
        assert!(stage.said().contains(words), "{}", stage.said());
        assert!(stage.has_focus("usb-over"));
    }
}

#[test]
fn a_key_does_not_interrupt_whoever_enters() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.sees(key(files()));
    assert_eq!(stage.app.title(), "epn-kiosk: entry");
    for _ in 0..2 {
        stage.escape();
    }
    assert_eq!(stage.app.title(), "epn-kiosk: usb");
}
