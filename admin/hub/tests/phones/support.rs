//! The program, a phone on its network, and somebody at a station.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use epn_rules::id::SessionId;
use epn_rules::session::Phase;
use epn_wire::printing::{PrintAnswer, PrintAsk, SessionPrinting};
use epn_wire::station::{Reply, Request, ToStation};
use jiff::Timestamp;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

pub use crate::common::document::PDF;
use crate::common::{Away, DEADLINE, FakeStation, TestHub};

/// What the phone calls each document: nobody else may learn it.
pub const NAME: &str = "Jugement de divorce.pdf";

const BOUNDARY: &str = "----geckoformboundary7f3a";

/// The real program; dropping it kills it, as a crash would.
pub struct Program {
    child: Child,
    pub address: String,
    pub phones: String,
}

impl Program {
    /// Serves a site, whose clock runs so many times as fast as the machine's.
    pub fn start(data: &Path, scale: u32) -> Self {
        let log = data.join("log.txt");
        let mut child = Command::new(env!("CARGO_BIN_EXE_epn-hub"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(["--clock-start", "2030-03-12T12:30:00+01:00[Europe/Paris]"])
            .args(["--clock-scale", &scale.to_string()])
            .args(["--clock-anchor", &Timestamp::now().as_millisecond().to_string()])
            .env("EPN_LOG", "debug")
            .stdout(Stdio::piped())
            .stderr(File::options().create(true).append(true).open(&log).unwrap())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut line = |before: &str| said.next().unwrap().unwrap().strip_prefix(before).unwrap().to_owned();
        let address = line("epn-hub: listening on https://");
        let phones = line("epn-hub: phones find their page on http://");
        Self { child, address, phones }
    }

    /// Has it stop, as the machine does when it is switched off in the evening.
    pub fn stop(mut self) {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(told.success() && self.child.wait().unwrap().success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A site whose stations are known, and whose program is to be started.
pub struct Site {
    away: Away,
    pub data: PathBuf,
    station: FakeStation,
    session: SessionId,
}

impl Site {
    /// Somebody has a session on its station.
    pub async fn found() -> Self {
        let hub = TestHub::start_configured(|config| {
            config.phones.listen = Some("127.0.0.1:0".parse().unwrap());
        });
        let hub = hub.await;
        let mut station = hub.station("Poste 1").await;
        let lease = station.enter().await;
        station.started(&lease).await;
        let data = hub.data();
        Self { away: hub.away().await, data, station, session: lease.session }
    }

    /// The program serves it, and the visitor is at their station.
    pub async fn open(self) -> Room {
        let program = Program::start(&self.data, 1);
        self.at(program).await
    }

    /// The visitor is at their station, which another program serves.
    pub async fn at(self, program: Program) -> Room {
        let Self { away, data, station, session } = self;
        let (mut station, _) = station.reconnect(&program.address).await;
        station.state(Phase::Active, Some(session)).await;
        Room { away, data, program, station, session }
    }
}

/// A site that is served.
pub struct Room {
    away: Away,
    pub data: PathBuf,
    pub program: Program,
    pub station: FakeStation,
    pub session: SessionId,
}

impl Room {
    pub async fn open() -> Self {
        Site::found().await.open().await
    }

    /// Kills the program.
    pub fn kill(self) -> Site {
        let Self { away, data, program, station, session } = self;
        drop(program);
        Site { away, data, station, session }
    }

    /// Sends a document; what is answered.
    pub async fn send(&self, document: &[u8]) -> Answer {
        post(&self.program.phones, &form(document)).await
    }

    /// Sends a document; its code.
    pub async fn code(&self, document: &[u8]) -> String {
        self.send(document).await.code()
    }

    /// The visitor types a code.
    pub async fn types(&mut self, code: &str) -> PrintAnswer {
        let (session, ask) = (self.session, PrintAsk::Fetch { code: code.to_owned().into() });
        match self.station.ask(|_, _| Request::Print { session, ask }).await.1 {
            Reply::Printed { answer } => answer,
            other => panic!("{other:?}"),
        }
    }

    /// What the station is told next that is as wanted.
    pub async fn told(&mut self, wanted: impl Fn(&SessionPrinting) -> bool) -> SessionPrinting {
        let told = self.station.hear(|message| match message {
            ToStation::Printing(printing) if wanted(printing) => Some((**printing).clone()),
            _ => None,
        });
        told.await.expect("the stream ended")
    }

    pub fn documents(&self) -> usize {
        documents(&self.data)
    }
}

/// How many documents are kept.
pub fn documents(data: &Path) -> usize {
    std::fs::read_dir(data.join("prints")).unwrap().count()
}

/// Whether a text is anywhere in a site's folder, its log included.
pub fn is_kept(data: &Path, text: &str) -> bool {
    let holds = |path: &Path| {
        let bytes = std::fs::read(path).unwrap_or_default();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    };
    std::fs::read_dir(data).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() { is_kept(&path, text) } else { holds(&path) }
    })
}

/// What was answered over HTTP.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    /// The code that the page tells.
    pub fn code(&self) -> String {
        assert_eq!(self.status, 200, "{self:?}");
        let after = self.body.split_once("id=\"code\"").unwrap().1.split_once('>').unwrap().1;
        after.split_once('<').unwrap().0.to_owned()
    }

    /// Whether its page says why nothing was taken.
    pub fn says(&self, why: &str) -> bool {
        self.body.contains("role=\"alert\"") && self.body.contains(why)
    }
}

/// The body of a form with this document.
pub fn form(document: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"document\"; filename=\"{NAME}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    [head.as_bytes(), document, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
}

/// The head of a request that brings such a form.
pub fn head(length: usize) -> String {
    format!(
        "POST /?lang=fr HTTP/1.1\r\nhost: hub\r\ncontent-type: multipart/form-data; boundary={BOUNDARY}\r\n\
         content-length: {length}\r\n\r\n"
    )
}

/// Sends a request as it is; what is answered until the connection closes.
pub async fn request(phones: &str, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(phones).await.unwrap();
    let (mut read, mut write) = stream.split();
    let mut answer = Vec::new();
    let sent = async {
        // It may be answered, and the connection closed, before all of it is read.
        let _ = write.write_all(bytes).await;
    };
    let read = async {
        let _ = read.read_to_end(&mut answer).await;
    };
    timeout(DEADLINE, async { tokio::join!(sent, read) }).await.expect("the hub keeps the connection");
    Answer::parse(&answer)
}

pub async fn post(phones: &str, body: &[u8]) -> Answer {
    request(phones, &[head(body.len()).as_bytes(), body].concat()).await
}

/// Asks for a page, in a browser of this language.
pub async fn get(phones: &str, path: &str, language: &str) -> Answer {
    let asked = format!("GET {path} HTTP/1.1\r\nhost: hub\r\naccept-language: {language}\r\n\r\n");
    request(phones, asked.as_bytes()).await
}
