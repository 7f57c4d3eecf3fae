//! The page in a real browser: a document is chosen, sent, and its code read from the page; what is refused is told there.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use epn_wire::printing::{PrintAnswer, PrintStage};
use serde_json::{Value, json};

use crate::common::{DEADLINE, until};
use crate::support::*;

/// Firefox without a window, driven as its makers' own tests do (Marionette: a length, a colon, JSON).
struct Firefox {
    child: Child,
    connection: TcpStream,
    last: u64,
}

impl Firefox {
    async fn start(folder: &Path, language: &str) -> Self {
        let profile = folder.join(format!("profile-{language}"));
        std::fs::create_dir(&profile).unwrap();
        let settings = format!(
            "user_pref(\"marionette.port\", 0);\nuser_pref(\"intl.accept_languages\", \"{language}\");\n\
             user_pref(\"javascript.enabled\", false);\n"
        );
        std::fs::write(profile.join("user.js"), settings).unwrap();
        let child = Command::new("firefox-esr")
            .args(["--headless", "--marionette", "--no-remote", "--profile"])
            .arg(&profile)
            .env("HOME", folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Firefox: apt-get install firefox-esr");
        let port = profile.join("MarionetteActivePort");
        let number = || std::fs::read_to_string(&port).ok().and_then(|text| text.trim().parse::<u16>().ok());
        until("Firefox listens", || number().is_some()).await;
        let connection = TcpStream::connect(("127.0.0.1", number().unwrap())).unwrap();
        connection.set_read_timeout(Some(DEADLINE)).unwrap();
        let mut this = Self { child, connection, last: 0 };
        this.read();
        this.does("WebDriver:NewSession", &json!({}));
        this
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut byte = [0];
            self.connection.read_exact(&mut byte).unwrap();
            match byte[0] {
                b':' => break,
                digit => length = length * 10 + usize::from(digit - b'0'),
            }
        }
        let mut text = vec![0; length];
        self.connection.read_exact(&mut text).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    fn does(&mut self, command: &str, with: &Value) -> Value {
        self.last += 1;
        let text = json!([0, self.last, command, with]).to_string();
        self.connection.write_all(format!("{}:{text}", text.len()).as_bytes()).unwrap();
        let mut answer = self.read();
        assert!(answer[2].is_null(), "{command}: {answer}");
        answer[3].take()
    }

    fn goes_to(&mut self, address: &str) {
        self.does("WebDriver:Navigate", &json!({ "url": address }));
    }

    fn element(&mut self, selector: &str) -> Value {
        let found =
            self.does("WebDriver:FindElement", &json!({ "using": "css selector", "value": selector }));
        found["value"].as_object().unwrap().values().next().unwrap().clone()
    }

    fn of(&mut self, command: &str, selector: &str) -> String {
        let id = self.element(selector);
        self.does(command, &json!({ "id": id }))["value"].as_str().unwrap().to_owned()
    }

    fn text(&mut self, selector: &str) -> String {
        self.of("WebDriver:GetElementText", selector)
    }

    /// What a reader of screens is told of it.
    fn label(&mut self, selector: &str) -> String {
        self.of("WebDriver:GetComputedLabel", selector)
    }

    fn role(&mut self, selector: &str) -> String {
        self.of("WebDriver:GetComputedRole", selector)
    }

    fn press(&mut self, selector: &str) {
        let id = self.element(selector);
        self.does("WebDriver:ElementClick", &json!({ "id": id }));
    }

    fn title(&mut self) -> String {
        self.does("WebDriver:GetTitle", &json!({}))["value"].as_str().unwrap().to_owned()
    }

    /// Chooses a file in the form and sends it.
    fn sends(&mut self, file: &Path) {
        let id = self.element("#document");
        self.does("WebDriver:ElementSendKeys", &json!({ "id": id, "text": file.display().to_string() }));
        self.press("#send");
    }

    /// With `EPN_PICTURES` in the environment, what is shown is kept in that folder, to be looked at.
    fn picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("EPN_PICTURES").map(PathBuf::from) else { return };
        let taken = self.does("WebDriver:TakeScreenshot", &json!({ "full": true }));
        let bytes = data_encoding::BASE64.decode(taken["value"].as_str().unwrap().as_bytes()).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }

    /// As wide as a small phone.
    fn is_narrow(&mut self) {
        self.does("WebDriver:SetWindowRect", &json!({ "width": 450, "height": 900 }));
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        let _ = self.connection.set_read_timeout(Some(Duration::from_secs(1)));
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_sends_a_document_and_types_its_code() {
    let mut room = Room::open().await;
    let folder = tempfile::tempdir().unwrap();
    let (document, text) = (folder.path().join(NAME), folder.path().join("recette.pdf"));
    std::fs::write(&document, PDF).unwrap();
    std::fs::write(&text, "Deux œufs, du lait").unwrap();
    let address = format!("http://{}/", room.program.phones);
    for (language, words) in [
        (
            "fr",
            [
                "Imprimer depuis votre téléphone",
                "Votre document",
                "Envoyer",
                "Le document n’est pas envoyé",
                "Votre code",
            ],
        ),
        ("en", ["Print from your phone", "Your document", "Send", "The document was not sent", "Your code"]),
    ] {
        let [title, label, send, refused, code] = words;
        let mut phone = Firefox::start(folder.path(), language).await;
        phone.is_narrow();
        phone.goes_to(&address);
        assert_eq!(phone.title(), format!("{title} – Espace test"));
        assert_eq!(phone.text("h1"), title);
        // Followed by the words of Firefox's own button.
        assert!(phone.label("#document").starts_with(label));
        assert_eq!((phone.role("#send").as_str(), phone.label("#send").as_str()), ("button", send));
        phone.picture(&format!("phone-form-{language}"));

        phone.sends(&text);
        until("it is refused", || phone.title().starts_with(refused)).await;
        assert_eq!(phone.role("#refused"), "alert");
        assert!(phone.text("#refused").contains("PDF"));
        phone.picture(&format!("phone-refused-{language}"));

        phone.sends(&document);
        until("it is taken", || phone.title().starts_with(code)).await;
        let typed = phone.text("#code");
        phone.picture(&format!("phone-code-{language}"));
        let PrintAnswer::Fetched { job } = room.types(&typed).await else { panic!("{typed} is not known") };
        let is_held = |stage: &PrintStage| *stage == PrintStage::Held;
        room.told(|told| told.prints.iter().any(|print| print.id == job && is_held(&print.stage))).await;

        let other = if language == "fr" { "en" } else { "fr" };
        phone.press(&format!("#lang-{other}"));
        until("the other language is spoken", || phone.text("h1") != code && phone.text("h1") != title).await;
    }
    assert!(!is_kept(&room.data, NAME), "a browser tells the name");
}
