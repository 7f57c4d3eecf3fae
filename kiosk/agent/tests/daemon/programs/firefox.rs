//! Firefox: opens the room's page, saves a file where visitors look for it, prints to a PDF.

use std::fs;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{Desk, has_pdf};
use crate::hub::Hub;

/// On the desktop, the first icon.
const INTERNET: (u32, u32) = (98, 70);

/// Where Firefox shows what will be printed, the button that saves it as a PDF.
const SAVE: (u32, u32) = (1079, 673);

const PAGE: &str = "<!doctype html><meta charset=utf-8><title>Accueil de la salle</title><h1>Bienvenue</h1>\
    <a id=letter href=/lettre>Une lettre</a>\
    <script>onload = () => letter.click(); onbeforeprint = () => fetch('/imprime')</script>";

const LETTER: &str = "Bonjour,\n";

/// The room's site, and what was asked of it.
#[derive(Clone, Default)]
struct Room {
    asked: Arc<Mutex<Vec<String>>>,
}

impl Room {
    /// Opens it; returns its address too.
    async fn open() -> (Self, String) {
        let room = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let page = format!("http://{}/accueil", listener.local_addr().unwrap());
        let serving = room.clone();
        tokio::spawn(async move {
            while let Ok((visitor, _)) = listener.accept().await {
                tokio::spawn(serving.clone().answer(visitor));
            }
        });
        (room, page)
    }

    async fn answer(self, mut visitor: TcpStream) {
        let mut request = [0; 4096];
        let count = visitor.read(&mut request).await.unwrap_or(0);
        let request = String::from_utf8_lossy(request.get(..count).unwrap_or_default()).into_owned();
        let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
        let (status, kind, body) = match path.as_str() {
            "/accueil" => ("200 OK", "text/html", PAGE),
            "/lettre" => ("200 OK", "application/octet-stream", LETTER),
            _ => ("404 Not Found", "text/plain", ""),
        };
        let disposition = if path == "/lettre" { "attachment; filename=lettre.txt" } else { "inline" };
        self.asked.lock().unwrap().push(path);
        let answer = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Disposition: {disposition}\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        // Whoever asked may have gone.
        let _ = visitor.write_all(answer.as_bytes()).await;
    }

    fn was_asked(&self, path: &str) -> bool {
        self.asked.lock().unwrap().iter().any(|asked| asked == path)
    }
}

#[tokio::test]
async fn firefox_opens_the_rooms_page_saves_prints_and_leaves_nothing() {
    let hub = Hub::start().await;
    let (room, page) = Room::open().await;
    let desk = Desk::sit_down(&hub, 61_010, &page).await;
    desk.keep_trying(|desk| desk.click(INTERNET), "the room's page opens", || room.was_asked("/accueil"))
        .await;
    desk.until("its window shows it", || desk.shows("Accueil de la salle")).await;

    let downloads = desk.home().join("Téléchargements");
    let letter = downloads.join("lettre.txt");
    desk.until("the letter is saved", || fs::read_to_string(&letter).is_ok_and(|text| text == LETTER)).await;

    let print = |desk: &Desk| {
        desk.hand(&["key", "ctrl+p"]);
    };
    desk.keep_trying(print, "it shows what will be printed", || room.was_asked("/imprime")).await;
    desk.keep_trying(|desk| desk.click(SAVE), "it asks where to save", || desk.shows("^Save")).await;
    let press_return = |desk: &Desk| {
        desk.hand(&["key", "Return"]);
    };
    // Firefox proposes the desktop.
    desk.keep_trying(press_return, "the page is printed", || has_pdf(&desk.home().join("Bureau"))).await;
    desk.leave().await;
}
