//! A USB key at the lock screen, in every state.

use epn_wire::usb::{UsbFiles, UsbFormat, UsbKey, UsbRefusal, UsbTrouble};

use crate::tests::stage::Stage;
use crate::tests::usb::{file, files, key, printed, sending, troubled};

/// Every screen of printing from a key.
pub fn screens(options: &[&str]) -> Vec<(&'static str, Stage)> {
    let shown = |view| Stage::with_options(options, view);
    let mut back = shown(printed());
    back.escape();
    back.escape();
    let mut pay = shown(printed());
    pay.choose("print-pay-with");
    let many = (1..=60).map(|number| {
        let name = format!("{number:02} {}.pdf", "un nom de document qui est vraiment très long");
        file(&name, Some("Un dossier/dans un dossier"), UsbFormat::Pdf, 1024 * number)
    });
    let many = UsbKey::Files(UsbFiles { files: many.collect(), more: true });
    vec![
        ("usb-looking", shown(key(UsbKey::Looking))),
        ("usb-files", shown(key(files()))),
        ("usb-many", shown(key(many))),
        ("usb-nothing", shown(key(UsbKey::Files(UsbFiles::default())))),
        ("usb-unreadable", shown(key(UsbKey::Unreadable))),
        ("usb-gone", shown(key(UsbKey::Gone))),
        ("usb-sending", shown(sending(40))),
        ("usb-other-kind", shown(troubled(UsbTrouble::Refused { why: UsbRefusal::OtherKind }))),
        ("usb-print", shown(printed())),
        ("usb-pay", pay),
        ("usb-prints", back),
    ]
}
