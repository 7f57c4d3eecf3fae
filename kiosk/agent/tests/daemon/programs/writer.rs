//! LibreOffice Writer: saves as Word does unless told otherwise, and makes a PDF.

use std::fs;

use super::{Desk, has_pdf};
use crate::hub::Hub;

/// On the desktop, the second icon.
const WRITE: (u32, u32) = (98, 243);

/// In Writer's toolbar, the button that makes a PDF.
const PDF: (u32, u32) = (161, 78);

#[tokio::test]
async fn writer_saves_as_word_does_makes_a_pdf_and_leaves_nothing() {
    let hub = Hub::start().await;
    let desk = Desk::sit_down(&hub, 61_011, "http://127.0.0.1/").await;
    desk.keep_trying(|desk| desk.click(WRITE), "Writer opens", || desk.shows("LibreOffice Writer$")).await;
    let save = |desk: &Desk| {
        desk.hand(&["type", "Bonjour"]);
        desk.hand(&["key", "ctrl+s"]);
    };
    desk.keep_trying(save, "it asks for a name", || desk.shows("^Save$")).await;
    let press_return = |desk: &Desk| {
        desk.hand(&["key", "Return"]);
    };
    // The window is there before it listens to the keyboard: what was typed into the letter goes by another name.
    let name_it = |desk: &Desk| {
        if !desk.shows("^Save") {
            desk.hand(&["key", "ctrl+shift+s"]);
        }
        desk.hand(&["key", "ctrl+a"]);
        desk.hand(&["type", "lettre"]);
        press_return(desk);
    };
    let documents = desk.home().join("Documents");
    let is_word = || {
        let letter = fs::read(documents.join("lettre.docx")).unwrap_or_default();
        // A ZIP archive to its end, whose directory names what Word looks for.
        letter.windows(17).any(|name| name == b"word/document.xml")
            && letter.windows(4).any(|end| end == b"PK\x05\x06")
    };
    desk.keep_trying(name_it, "the letter is saved for Word", is_word).await;
    desk.keep_trying(|desk| desk.click(PDF), "it asks where to put the PDF", || desk.shows("^Export")).await;
    desk.keep_trying(press_return, "the PDF is there", || has_pdf(&documents)).await;
    desk.leave().await;
}
