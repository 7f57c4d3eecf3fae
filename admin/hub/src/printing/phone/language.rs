//! In which language somebody is answered: the one they chose on the page, else the first that their browser asks for and that is
//! spoken here, else French.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use epn_words::Lang;

/// The language for a request; `chosen` is the tag in its address, if there is one.
pub fn of(chosen: Option<&str>, headers: &HeaderMap) -> Lang {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok());
    chosen.and_then(|tag| tag.parse().ok()).or_else(|| preferred(asked?)).unwrap_or_default()
}

/// The best of `Accept-Language` (RFC 9110, 12.5.4) that is spoken here.
fn preferred(asked: &str) -> Option<Lang> {
    let mut best: Option<(f32, Lang)> = None;
    for range in asked.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default().split('-').next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok());
        let Ok(lang) = tag.to_ascii_lowercase().parse() else { continue };
        let weight = weight.unwrap_or(0.0);
        if weight > 0.0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn asked(text: &str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_str(text).unwrap())])
    }

    #[test]
    fn the_browsers_language_is_spoken_if_it_is_known() {
        for (text, lang) in [
            ("fr-FR,fr;q=0.9,en;q=0.5", Lang::French),
            ("en-GB", Lang::English),
            ("ar, en;q=0.4, fr;q=0.6", Lang::French),
            ("de-DE, en;q=0.7", Lang::English),
            ("fr;q=0, en", Lang::English),
            ("de", Lang::French),
            ("*", Lang::French),
            (";;q=,,=;", Lang::French),
        ] {
            assert_eq!(of(None, &asked(text)), lang, "{text}");
        }
        assert_eq!(of(None, &HeaderMap::new()), Lang::French);
    }

    #[test]
    fn what_was_chosen_on_the_page_comes_first() {
        assert_eq!(of(Some("en"), &asked("fr")), Lang::English);
        assert_eq!(of(Some("xx"), &asked("en")), Lang::English);
    }
}
