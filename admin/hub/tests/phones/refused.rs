//! What is not taken, each with a sentence that helps; nothing is left of it.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::common::{DEADLINE, until};
use crate::support::*;

const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn the_kind_is_told_from_the_bytes_whatever_the_name_says() {
    let room = Room::open().await;
    for document in [
        &b"Bonjour, ceci est un texte."[..],
        b"%!PS-Adobe-3.0\n%PDF-1.4",
        b"RaS2\0\0\0\0",
        b"UNIRAST\0\0\0\0\x01",
        b"GIF89a......",
        b"\0\0\0\x18ftypheic",
        b"PK\x03\x04word/document.xml",
        b"MZ\x90\0",
    ] {
        let answer = room.send(document).await;
        assert_eq!(answer.status, 415, "{answer:?}");
        assert!(answer.says("Ce n’est ni un PDF, ni une photo JPEG ou PNG."), "{answer:?}");
    }
    let nothing = room.send(b"").await;
    assert_eq!(nothing.status, 400);
    assert!(nothing.says("Choisissez d’abord un document."), "{nothing:?}");
    assert_eq!(room.documents(), 0);
    assert!(!is_kept(&room.data, NAME));
}

#[tokio::test]
async fn a_document_that_is_too_big_is_told_so_after_all_of_it_came() {
    let room = Room::open().await;
    let mut large = PDF.to_vec();
    large.resize(25 * MIB, b' ');
    assert_eq!(room.send(&large).await.status, 200, "just as big as it may be");
    large.push(b' ');
    let answer = room.send(&large).await;
    assert_eq!(answer.status, 413, "{answer:?}");
    assert!(answer.says("Il est trop lourd : 25 Mo au plus."), "{answer:?}");
    large.resize(60 * MIB, b' ');
    assert_eq!(room.send(&large).await.status, 413);
    assert_eq!(room.documents(), 1);
}

#[tokio::test]
async fn a_form_that_is_none_is_told_to_be_sent_again() {
    let room = Room::open().await;
    let phones = &room.program.phones;
    let whole = form(PDF);
    for body in [&whole[..whole.len() - 30], b"--x\r\n\r\n", b"document=%25PDF-1.4", &vec![b'x'; 100_000]] {
        let answer = post(phones, body).await;
        assert_eq!(answer.status, 400, "{answer:?}");
        assert!(answer.says("Il n’est pas arrivé en entier."), "{answer:?}");
    }
    let plain = format!("POST / HTTP/1.1\r\nhost: hub\r\ncontent-length: {}\r\n\r\n", PDF.len());
    assert_eq!(request(phones, &[plain.as_bytes(), PDF].concat()).await.status, 400);
    assert_eq!(room.documents(), 0);
}

#[tokio::test]
async fn whoever_is_silent_or_goes_away_leaves_nothing() {
    let room = Room::open().await;
    let mut large = PDF.to_vec();
    large.resize(2 * MIB, b' ');
    let body = form(&large);
    let begin = [head(body.len()).as_bytes(), &body[..MIB]].concat();

    let mut gone = TcpStream::connect(&room.program.phones).await.unwrap();
    gone.write_all(&begin).await.unwrap();
    until("a part is there", || room.documents() == 1).await;
    drop(gone);
    until("it is gone", || room.documents() == 0).await;

    let mut silent = TcpStream::connect(&room.program.phones).await.unwrap();
    silent.write_all(&begin).await.unwrap();
    until("a part is there", || room.documents() == 1).await;
    let mut answer = Vec::new();
    let read = timeout(DEADLINE, silent.read_to_end(&mut answer)).await.expect("the hub waits for ever");
    read.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 400 "), "{}", String::from_utf8_lossy(&answer));
    assert_eq!(room.documents(), 0);
}

#[tokio::test]
async fn whoever_sends_too_often_has_to_wait() {
    let room = Room::open().await;
    let mut taken = 0;
    let refused = loop {
        let answer = room.send(PDF).await;
        if answer.status != 200 {
            break answer;
        }
        taken += 1;
        assert!(taken < 100, "nobody is told to wait");
    };
    assert_eq!(refused.status, 429, "{refused:?}");
    assert!(refused.says("Attendez une minute"), "{refused:?}");
    assert_eq!(room.documents(), taken);
    assert_eq!(get(&room.program.phones, "/", "fr").await.status, 200, "the page is shown all the same");
}
