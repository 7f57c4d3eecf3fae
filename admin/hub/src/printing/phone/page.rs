//! The page in words: plain HTML that needs no script, nothing from elsewhere, and no eyes.

use std::fmt::Write as _;

use epn_rules::long_code::DocumentCode;
use epn_words::{Lang, NoWords};
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;

use super::LARGEST_MIB;
use super::refused::Refused;

/// What the page looks like; it is served beside it.
pub const STYLE: &str = include_str!("page.css");

/// The page of a site, in every language.
#[derive(Debug)]
pub struct Pages {
    site: String,
    french: FluentLanguageLoader,
    english: FluentLanguageLoader,
}

impl Pages {
    /// The page of a site of this name.
    pub fn new(site: &str) -> Result<Self, NoWords> {
        let load = |lang| epn_words::loader("epn-hub", lang);
        Ok(Self { site: site.to_owned(), french: load(Lang::French)?, english: load(Lang::English)? })
    }

    /// The page in one language.
    pub fn in_lang(&self, lang: Lang) -> Page<'_> {
        let words = match lang {
            Lang::French => &self.french,
            Lang::English => &self.english,
        };
        Page { site: &self.site, lang, words }
    }
}

/// The page in one language.
#[derive(Clone, Copy, Debug)]
pub struct Page<'p> {
    site: &'p str,
    lang: Lang,
    words: &'p FluentLanguageLoader,
}

impl Page<'_> {
    /// The form; above it why what was sent last is not taken.
    pub fn form(&self, refused: Option<Refused>) -> String {
        let words = self.words;
        let title = fl!(words, "phone-title");
        let most = LARGEST_MIB;
        let banner = refused.map(|refused| self.banner(refused)).unwrap_or_default();
        let described = if refused.is_some() { "kinds refused" } else { "kinds" };
        let form = format!(
            "<form method=\"post\" action=\"/?lang={lang}\" enctype=\"multipart/form-data\">\n\
             <label for=\"document\">{document}</label>\n<p class=\"note\" id=\"kinds\">{kinds}</p>\n\
             <input type=\"file\" id=\"document\" name=\"document\" required aria-describedby=\"{described}\" \
             accept=\"application/pdf,image/jpeg,image/png\">\n\
             <button type=\"submit\" id=\"send\">{send}</button>\n</form>\n",
            lang = self.lang.tag(),
            document = escaped(&fl!(words, "phone-document")),
            kinds = escaped(&fl!(words, "phone-kinds", most = most)),
            send = escaped(&fl!(words, "phone-send")),
        );
        let then = list(&[
            fl!(words, "phone-then-code"),
            fl!(words, "phone-then-type"),
            fl!(words, "phone-then-price"),
        ]);
        let content = format!(
            "<h1>{heading}</h1>\n{banner}{form}<h2>{after}</h2>\n{then}<p class=\"note\">{erased}</p>\n<p class=\"note\">{open}</p>\n",
            heading = escaped(&title),
            after = escaped(&fl!(words, "phone-then")),
            erased = escaped(&fl!(words, "phone-erased")),
            open = escaped(&fl!(words, "phone-open-network")),
        );
        // Whoever does not see the page hears its title first.
        let title =
            if refused.is_some() { format!("{} – {title}", fl!(words, "phone-refused")) } else { title };
        self.whole(&title, &content)
    }

    /// The code of what was sent.
    pub fn code(&self, code: &DocumentCode) -> String {
        let words = self.words;
        let code = code.reveal();
        let spelled =
            code.chars().filter(|sign| *sign != '-').map(String::from).collect::<Vec<_>>().join(", ");
        let next = list(&[
            fl!(words, "phone-code-open"),
            fl!(words, "phone-code-choose"),
            fl!(words, "phone-code-type"),
        ]);
        let title = fl!(words, "phone-code-title");
        let content = format!(
            "<h1>{heading}</h1>\n<p class=\"code\" id=\"code\" aria-hidden=\"true\">{code}</p>\n\
             <p class=\"unseen\">{spelled}</p>\n<p>{next_words}</p>\n{next}<p>{once}</p>\n\
             <p><a href=\"/?lang={lang}\">{again}</a></p>\n",
            heading = escaped(&title),
            code = *code,
            spelled = escaped(&fl!(words, "phone-code-spelled", code = spelled)),
            next_words = escaped(&fl!(words, "phone-code-next")),
            once = escaped(&fl!(words, "phone-code-once")),
            lang = self.lang.tag(),
            again = escaped(&fl!(words, "phone-again")),
        );
        self.whole(&title, &content)
    }

    fn banner(&self, refused: Refused) -> String {
        let heading = escaped(&fl!(self.words, "phone-refused"));
        let why = escaped(&self.why(refused));
        format!(
            "<div class=\"refused\" id=\"refused\" role=\"alert\">\n<p><strong>{heading}</strong></p>\n<p>{why}</p>\n</div>\n"
        )
    }

    fn why(&self, refused: Refused) -> String {
        let (words, most) = (self.words, LARGEST_MIB);
        match refused {
            Refused::NoFile => fl!(words, "phone-refused-no-file"),
            Refused::OtherKind => fl!(words, "phone-refused-other-kind"),
            Refused::TooBig => fl!(words, "phone-refused-too-big", most = most),
            Refused::Broken => fl!(words, "phone-refused-broken"),
            Refused::TooOften => fl!(words, "phone-refused-too-often"),
            Refused::Full => fl!(words, "phone-refused-full"),
            Refused::Trouble => fl!(words, "phone-refused-trouble"),
        }
    }

    fn whole(&self, title: &str, content: &str) -> String {
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title} – {site}</title>\n<link rel=\"stylesheet\" href=\"/page.css\">\n</head>\n<body>\n<main>\n\
             <p class=\"site\">{site}</p>\n{content}</main>\n<footer>\n{others}</footer>\n</body>\n</html>\n",
            lang = self.lang.tag(),
            title = escaped(title),
            site = escaped(self.site),
            others = self.other_languages(),
        )
    }

    /// The way to the form in each other language, by that language's own name.
    fn other_languages(&self) -> String {
        let mut others = String::new();
        for lang in Lang::ALL.into_iter().filter(|lang| *lang != self.lang) {
            let (tag, name) = (lang.tag(), escaped(lang.own_name()));
            let _ = writeln!(
                others,
                "<a href=\"/?lang={tag}\" lang=\"{tag}\" hreflang=\"{tag}\" id=\"lang-{tag}\">{name}</a>"
            );
        }
        others
    }
}

fn list(steps: &[String]) -> String {
    let mut list = String::from("<ol>\n");
    for step in steps {
        let _ = writeln!(list, "<li>{}</li>", escaped(step));
    }
    list.push_str("</ol>\n");
    list
}

/// Text as HTML writes it.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHY: [Refused; 7] = [
        Refused::NoFile,
        Refused::OtherKind,
        Refused::TooBig,
        Refused::Broken,
        Refused::TooOften,
        Refused::Full,
        Refused::Trouble,
    ];

    fn pages(site: &str) -> Pages {
        Pages::new(site).unwrap()
    }

    #[test]
    fn nothing_is_fetched_from_elsewhere_and_no_script_runs() {
        let pages = pages("Espace de Sully");
        for lang in Lang::ALL {
            let page = pages.in_lang(lang);
            let code = DocumentCode::from_random([7; 16]);
            for html in [page.form(None), page.form(Some(Refused::Full)), page.code(&code)] {
                assert!(html.contains(&format!("<html lang=\"{}\">", lang.tag())), "{html}");
                for foreign in ["<script", "://", "src=", "style=", "javascript:", "onclick", "onload"] {
                    assert!(!html.contains(foreign), "{foreign}: {html}");
                }
                assert_eq!(html.matches("<h1>").count(), 1);
            }
        }
        for foreign in ["url(", "@import", "://"] {
            assert!(!STYLE.contains(foreign), "{foreign}");
        }
    }

    #[test]
    fn each_reason_has_a_sentence_of_its_own_that_is_told_first() {
        let pages = pages("Espace de Sully");
        for lang in Lang::ALL {
            let page = pages.in_lang(lang);
            let mut told: Vec<String> = WHY.into_iter().map(|why| page.why(why)).collect();
            for why in WHY {
                let html = page.form(Some(why));
                assert!(html.contains("role=\"alert\"") && html.contains(&escaped(&page.why(why))), "{html}");
                let title = format!("<title>{}", fl!(page.words, "phone-refused"));
                assert!(html.contains(&title), "{html}");
            }
            told.sort();
            told.dedup();
            assert_eq!(told.len(), WHY.len());
        }
    }

    #[test]
    fn a_sites_name_is_text_whatever_it_holds() {
        let pages = pages("<b>\"L’Espace\" & co</b>");
        let html = pages.in_lang(Lang::French).form(None);
        assert!(!html.contains("<b>"), "{html}");
        assert!(html.contains("&lt;b&gt;&quot;L’Espace&quot; &amp; co&lt;/b&gt;"), "{html}");
    }
}
