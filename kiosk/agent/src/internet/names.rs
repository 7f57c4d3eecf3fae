//! Addresses of pages and of sites, as a technician writes them.

use serde::{Deserialize, Serialize};

/// The longest address of a page that is taken.
const LONGEST_PAGE: usize = 2000;

/// The longest name of a site (RFC 1035).
const LONGEST_DOMAIN: usize = 253;

/// The address of a page: `https://…` or `http://…`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Page(String);

impl TryFrom<String> for Page {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let good = rest.is_some_and(|rest| {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            !host.is_empty() && rest.chars().all(|letter| letter.is_ascii_graphic())
        });
        if good && text.len() <= LONGEST_PAGE {
            Ok(Self(text))
        } else {
            Err(format!("{text:?} is no address of a page such as https://www.exemple.fr/accueil"))
        }
    }
}

impl From<Page> for String {
    fn from(page: Page) -> Self {
        page.0
    }
}

impl Page {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of a site, without what goes before and after it: `exemple.fr`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Domain(String);

impl TryFrom<String> for Domain {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let labels: Vec<&str> = text.split('.').collect();
        let good = |label: &&str| {
            let edges = label.starts_with('-') || label.ends_with('-');
            let letters = label.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-');
            (1..=63).contains(&label.len()) && !edges && letters
        };
        if labels.len() >= 2 && labels.iter().all(good) && text.len() <= LONGEST_DOMAIN {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(format!("{text:?} is no name of a site such as exemple.fr"))
        }
    }
}

impl From<Domain> for String {
    fn from(domain: Domain) -> Self {
        domain.0
    }
}

impl Domain {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_whole_address_of_the_web() {
        for good in ["https://www.exemple.fr", "http://192.168.1.10:8080/accueil?salle=1#haut"] {
            assert_eq!(Page::try_from(good.to_owned()).unwrap().as_str(), good);
        }
        for bad in
            ["", "www.exemple.fr", "https://", "https:///accueil", "file:///etc/passwd", "https://a b/"]
        {
            assert!(Page::try_from(bad.to_owned()).is_err(), "{bad}");
        }
        assert!(Page::try_from(format!("https://{}", "a".repeat(LONGEST_PAGE))).is_err());
    }

    #[test]
    fn a_site_is_a_name_alone() {
        assert_eq!(Domain::try_from("Jeux.Exemple.FR".to_owned()).unwrap().as_str(), "jeux.exemple.fr");
        for bad in
            ["", "fr", "*.exemple.fr", "exemple.fr/", "https://exemple.fr", "-a.fr", "a..fr", "exemplé.fr"]
        {
            assert!(Domain::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
