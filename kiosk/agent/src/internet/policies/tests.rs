use std::collections::BTreeMap;

use super::*;
use crate::internet::Children;

/// The policies that are shipped.
fn browsers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/browsers")
}

fn page(address: &str) -> Page {
    Page::try_from(address.to_owned()).unwrap()
}

fn internet() -> Internet {
    let children = Children {
        home: Some(page("https://exemple.fr/jeunesse")),
        blocked: vec![Domain::try_from("jeux.exemple".to_owned()).unwrap()],
        ..Children::default()
    };
    Internet { home: Some(page("https://exemple.fr/")), policies: browsers(), children }
}

/// Writes for an audience, and returns what Firefox and Chromium read then.
fn put_in(folder: &Path, internet: &Internet, audience: Audience) -> (Value, Value) {
    let places = Places {
        firefox: folder.join("ff/policies/policies.json"),
        chromium: folder.join("cr/managed/epn.json"),
    };
    put(internet, audience, &places).unwrap();
    let visitor_reads = |path: &Path| {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o644);
        assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o755);
        read(path).unwrap()
    };
    (visitor_reads(&places.firefox)["policies"].clone(), visitor_reads(&places.chromium))
}

#[test]
fn everybody_gets_the_rooms_page_and_children_what_protects_them_on_top() {
    let dir = tempfile::tempdir().unwrap();
    let internet = internet();
    let (firefox, chromium) = put_in(dir.path(), &internet, Audience::Everybody);
    assert_eq!(firefox["Homepage"]["URL"], "https://exemple.fr/");
    assert_eq!(chromium["RestoreOnStartupURLs"], json!(["https://exemple.fr/"]));
    assert_eq!((&firefox["WebsiteFilter"], &chromium["ForceGoogleSafeSearch"]), (&Value::Null, &Value::Null));
    for (name, value) in
        [("PasswordManagerEnabled", false), ("DisableTelemetry", true), ("BlockAboutConfig", true)]
    {
        assert_eq!(firefox[name], value, "{name}");
    }
    assert_eq!(
        (&firefox["DNSOverHTTPS"]["Enabled"], &chromium["DnsOverHttpsMode"]),
        (&json!(false), &json!("off"))
    );

    let (firefox, chromium) = put_in(dir.path(), &internet, Audience::Children);
    assert_eq!(firefox["Homepage"]["URL"], "https://exemple.fr/jeunesse");
    assert_eq!(firefox["WebsiteFilter"]["Block"], json!(["*://*.jeux.exemple/*"]));
    assert!(chromium["URLBlocklist"].as_array().unwrap().contains(&json!("jeux.exemple")));
    assert_eq!(chromium["ForceGoogleSafeSearch"], true);
    // What everybody gets holds for children too, deep inside as well.
    assert_eq!(firefox["Permissions"]["Location"]["BlockNewRequests"], true);
    assert_eq!(firefox["Permissions"]["Camera"]["BlockNewRequests"], true);
    assert_eq!(firefox["PasswordManagerEnabled"], false);

    let (firefox, _) = put_in(dir.path(), &internet, Audience::Everybody);
    assert_eq!(firefox["WebsiteFilter"], Value::Null, "nothing of it stays");
}

#[test]
fn without_a_page_browsers_show_their_own() {
    let dir = tempfile::tempdir().unwrap();
    let (firefox, chromium) = put_in(dir.path(), &Internet { home: None, ..internet() }, Audience::Everybody);
    assert_eq!((&firefox["Homepage"], &chromium["RestoreOnStartup"]), (&Value::Null, &Value::Null));
}

#[test]
fn somebody_elses_file_is_kept_once_and_ours_is_written_only_when_it_changes() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("ff/policies");
    fs::create_dir_all(&folder).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    fs::write(folder.join("policies.json"), "{ \"policies\": { \"DisablePocket\": true } }").unwrap();
    let internet = internet();
    for audience in [Audience::Everybody, Audience::Children, Audience::Everybody] {
        put_in(dir.path(), &internet, audience);
    }
    assert!(fs::read_to_string(folder.join(KEPT_ASIDE)).unwrap().contains("DisablePocket"));
    let written = || fs::metadata(folder.join("policies.json")).unwrap();
    let before = std::os::unix::fs::MetadataExt::ino(&written());
    put_in(dir.path(), &internet, Audience::Everybody);
    assert_eq!(std::os::unix::fs::MetadataExt::ino(&written()), before);
}

/// What the vendor's documentation knows of a Chromium policy.
enum Known {
    Bool,
    Text,
    Texts,
    /// One of these numbers.
    Number(&'static [i64]),
    /// One of these words.
    Word(&'static [&'static str]),
    /// Several of these words.
    Words(&'static [&'static str]),
}

/// From <https://chromeenterprise.google/policies/>, those for Linux that are used here.
fn chromium_knows() -> BTreeMap<&'static str, Known> {
    const CLEARED: &[&str] = &[
        "browsing_history",
        "download_history",
        "cookies_and_other_site_data",
        "cached_images_and_files",
        "password_signin",
        "autofill",
        "site_settings",
        "hosted_app_data",
    ];
    let mut known = BTreeMap::from([
        ("BrowserSignin", Known::Number(&[0, 1, 2])),
        ("ClearBrowsingDataOnExitList", Known::Words(CLEARED)),
        ("DefaultGeolocationSetting", Known::Number(&[1, 2, 3])),
        ("DefaultNotificationsSetting", Known::Number(&[1, 2, 3])),
        ("DeveloperToolsAvailability", Known::Number(&[0, 1, 2])),
        ("DnsOverHttpsMode", Known::Word(&["off", "automatic", "secure"])),
        ("ForceYouTubeRestrict", Known::Number(&[0, 1, 2])),
        ("IncognitoModeAvailability", Known::Number(&[0, 1, 2])),
        ("RestoreOnStartup", Known::Number(&[1, 4, 5, 6])),
        ("SafeBrowsingProtectionLevel", Known::Number(&[0, 1, 2])),
    ]);
    let texts = [
        "DefaultSearchProviderName",
        "DefaultSearchProviderSearchURL",
        "DownloadDirectory",
        "HomepageLocation",
    ];
    known.extend(texts.map(|name| (name, Known::Text)));
    known.extend(
        ["ExtensionInstallBlocklist", "RestoreOnStartupURLs", "URLBlocklist"]
            .map(|name| (name, Known::Texts)),
    );
    let switches = [
        "AudioCaptureAllowed",
        "AutofillAddressEnabled",
        "AutofillCreditCardEnabled",
        "BackgroundModeEnabled",
        "BookmarkBarEnabled",
        "BrowserAddPersonEnabled",
        "BrowserGuestModeEnabled",
        "BrowserLabsEnabled",
        "BuiltInDnsClientEnabled",
        "DefaultBrowserSettingEnabled",
        "DefaultSearchProviderEnabled",
        "EnableMediaRouter",
        "ForceGoogleSafeSearch",
        "HomepageIsNewTabPage",
        "ImportAutofillFormData",
        "ImportHistory",
        "ImportSavedPasswords",
        "MetricsReportingEnabled",
        "PasswordManagerEnabled",
        "PrivacySandboxPromptEnabled",
        "PromptForDownloadLocation",
        "SSLErrorOverrideAllowed",
        "SafeBrowsingExtendedReportingEnabled",
        "SearchSuggestEnabled",
        "ShowHomeButton",
        "SpellCheckServiceEnabled",
        "SyncDisabled",
        "UrlKeyedAnonymizedDataCollectionEnabled",
        "VideoCaptureAllowed",
    ];
    known.extend(switches.map(|name| (name, Known::Bool)));
    known
}

impl Known {
    fn takes(&self, value: &Value) -> bool {
        let word = |words: &[&str], value: &Value| value.as_str().is_some_and(|word| words.contains(&word));
        let all = |value: &Value, good: &dyn Fn(&Value) -> bool| {
            value.as_array().is_some_and(|list| list.iter().all(good))
        };
        match self {
            Self::Bool => value.is_boolean(),
            Self::Text => value.is_string(),
            Self::Texts => all(value, &Value::is_string),
            Self::Number(numbers) => value.as_i64().is_some_and(|number| numbers.contains(&number)),
            Self::Word(words) => word(words, value),
            Self::Words(words) => all(value, &|value| word(words, value)),
        }
    }
}

#[test]
fn chromium_knows_every_policy_and_takes_its_value() {
    let dir = tempfile::tempdir().unwrap();
    let known = chromium_knows();
    for audience in [Audience::Everybody, Audience::Children] {
        let (_, chromium) = put_in(dir.path(), &internet(), audience);
        for (name, value) in chromium.as_object().unwrap() {
            assert!(known.get(name.as_str()).is_some_and(|known| known.takes(value)), "{name}: {value}");
        }
    }
}
