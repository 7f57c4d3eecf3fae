//! What is taken, and what becomes of it at a station.

use epn_wire::printing::{PrintAnswer, PrintStage};

use crate::picture::{jpeg, png};
use crate::support::*;

#[tokio::test]
async fn a_pdf_a_photo_and_a_drawing_become_held_prints_of_whoever_types_their_codes() {
    let mut room = Room::open().await;
    let grey: &[[u8; 3]] = &[[90, 128, 128]; 4];
    let documents = [PDF.to_vec(), jpeg(&[grey, grey]), png(20, 30, [10, 200, 10, 255])];
    for (n, document) in documents.iter().enumerate() {
        let code = room.code(document).await;
        let shape: Vec<_> = code.split('-').map(str::len).collect();
        assert_eq!(shape, [4, 4], "{code}");
        // As people type it.
        let typed = code.replace('-', " ").to_lowercase();
        let PrintAnswer::Fetched { job } = room.types(&typed).await else { panic!("{code} is not known") };
        let is_held = |stage: &PrintStage| *stage == PrintStage::Held;
        let told = room.told(|told| told.prints.iter().any(|print| print.id == job && is_held(&print.stage)));
        let told = told.await;
        assert_eq!((told.session, told.prints.len()), (room.session, n + 1));
        let measure = told.prints[0].measure.unwrap();
        assert_eq!((measure.pages, measure.copies), (1, 1));
        assert_eq!(measure.colour_pages, u32::from(n == 2));
        let kept = std::fs::read(room.data.join("prints").join(job.to_string())).unwrap();
        assert_eq!(kept, *document, "the very bytes that were sent");
        if n == 2 {
            assert!(matches!(room.types(&code).await, PrintAnswer::UnknownCode { .. }), "it serves once");
        }
        assert_eq!(room.documents(), n + 1);
        assert!(!is_kept(&room.data, &code) && !is_kept(&room.data, &code.replace('-', "")));
    }
    assert!(!is_kept(&room.data, NAME) && !is_kept(&room.data, "Jugement"));
}

#[tokio::test]
async fn a_station_is_told_where_phones_send_documents() {
    let mut room = Room::open().await;
    let address = format!("http://{}", room.program.phones);
    room.told(|told| told.phone.as_ref().is_some_and(|page| page.address.as_ref() == Some(&address))).await;
}

#[tokio::test]
async fn the_page_speaks_the_browsers_language_and_keeps_to_itself() {
    let room = Room::open().await;
    let phones = &room.program.phones;
    for (path, language, tag, button) in [
        ("/", "fr-FR,fr;q=0.9", "fr", ">Envoyer<"),
        ("/", "en-GB", "en", ">Send<"),
        ("/?lang=en", "fr", "en", ">Send<"),
        ("/", "de", "fr", ">Envoyer<"),
    ] {
        let page = get(phones, path, language).await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains(&format!("<html lang=\"{tag}\">")) && page.body.contains(button),
            "{page:?}"
        );
        assert!(page.body.contains("Espace test"), "{page:?}");
    }
    let sent = room.send(PDF).await;
    for answer in [
        get(phones, "/", "fr").await,
        get(phones, "/page.css", "fr").await,
        get(phones, "/nothing", "fr").await,
        sent,
    ] {
        for header in [
            "cache-control: no-store",
            "content-security-policy: default-src 'none'; style-src 'self'; form-action 'self'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
        ] {
            assert!(answer.head.contains(header), "{header}: {answer:?}");
        }
    }
    // What was sent is nowhere to be read: there is the page, its style, and nothing else.
    for entry in std::fs::read_dir(room.data.join("prints")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        for path in [format!("/{name}"), format!("/prints/{name}"), "/prints".to_owned()] {
            assert_eq!(get(phones, &path, "fr").await.status, 404, "{path}");
        }
    }
    for path in ["/api/v1/room", "/pair", "/station", "/ipp/print", "/../hub.db"] {
        assert_eq!(get(phones, path, "fr").await.status, 404, "{path}");
    }
}
