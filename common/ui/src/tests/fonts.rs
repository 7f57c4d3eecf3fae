use epn_rules::people::PICTURES;
use ttf_parser::Face;

use crate::icons::Icon;
use crate::{fonts, pictures};

fn face(index: usize) -> Face<'static> {
    Face::parse(fonts::all()[index], 0).expect("a font")
}

fn assert_covers(face: &Face<'_>, text: &str) {
    let missing: String = text.chars().filter(|letter| face.glyph_index(*letter).is_none()).collect();
    assert!(missing.is_empty(), "no glyph for {missing:?}");
}

const FRENCH: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\
    ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»“”‘’…–—•·!?;:,.()[]/@&%+−×=€°²³½ \u{a0}\u{202f}";

/// Turkish, Portuguese and Spanish, the next languages in Latin script.
const NEIGHBOURS: &str = "ĞğİıŞşÃãÕõÍíÓóÚúÁáÑñ¿¡";

#[test]
fn latin_fonts_cover_french_and_its_neighbours() {
    for index in [0, 1] {
        assert_covers(&face(index), FRENCH);
        assert_covers(&face(index), NEIGHBOURS);
    }
}

#[test]
fn arabic_fonts_cover_arabic_and_persian() {
    for index in [2, 3] {
        assert_covers(&face(index), "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة،؛؟٠١٢٣٤٥٦٧٨٩پچژگکی");
    }
}

#[test]
fn the_families_are_those_that_the_kit_asks_for() {
    let families = [0, 1, 2, 3, 4].map(|index| {
        face(index)
            .names()
            .into_iter()
            .find(|name| name.name_id == ttf_parser::name_id::FAMILY && name.is_unicode())
            .and_then(|name| name.to_string())
    });
    let expected = [
        "Atkinson Hyperlegible Next",
        "Atkinson Hyperlegible Next",
        "Noto Sans Arabic",
        "Noto Sans Arabic",
        "EPN Icons",
    ];
    assert_eq!(families, expected.map(|family| Some(family.to_owned())));
}

#[test]
fn every_icon_and_every_picture_has_a_drawing() {
    let face = face(4);
    let pictures = PICTURES.map(|key| pictures::glyph(key).expect("a picture").1);
    for glyph in Icon::ALL.iter().map(|icon| icon.glyph()).chain(pictures) {
        let index = face.glyph_index(glyph);
        let outline = index.and_then(|index| face.glyph_bounding_box(index));
        let area = outline.filter(|area| area.width() > 100).expect("a drawing");
        // Renderers place a drawing by its side bearing: a wrong one puts it off centre.
        assert_eq!(index.and_then(|index| face.glyph_hor_side_bearing(index)), Some(area.x_min), "{glyph:?}");
    }
    assert_eq!(pictures::glyph("dragon"), None);
}

/// The list that the font is built from names the same code points as the code.
#[test]
fn the_icon_list_agrees_with_the_code() {
    let list = include_str!("../../../../assets/icons/icons.txt");
    let listed: Vec<(String, char)> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut parts = line.split_whitespace();
            let name = parts.next().expect("name").replace('-', "");
            let code = u32::from_str_radix(parts.next().expect("code point"), 16).expect("hexadecimal");
            (name, char::from_u32(code).expect("a character"))
        })
        .collect();
    let icons = Icon::ALL.iter().map(|icon| (format!("{icon:?}").to_lowercase(), icon.glyph()));
    let pictures = PICTURES.map(|key| (key.to_owned(), pictures::glyph(key).expect("a picture").1));
    assert_eq!(listed, icons.chain(pictures).collect::<Vec<_>>());
}
