use iced::Color;

use super::{Contrast, Density, Palette, TextRole, TextScale, Tone, contrast_ratio};

/// Every pair (name, text, surface) that a text of the kit is drawn in.
fn text_pairs(palette: &Palette) -> Vec<(String, Color, Color)> {
    let mut pairs = Vec::new();
    let surfaces = [
        ("background", palette.background),
        ("surface", palette.surface),
        ("surface_hover", palette.surface_hover),
        ("sunken", palette.sunken),
    ];
    for (name, surface) in surfaces {
        pairs.push((format!("text on {name}"), palette.text, surface));
        pairs.push((format!("muted on {name}"), palette.muted, surface));
    }
    pairs.push(("disabled on sunken".into(), palette.disabled, palette.sunken));
    for tone in Tone::ALL {
        let colours = palette.tone(tone);
        pairs.push((format!("{tone:?} on_solid on solid"), colours.on_solid, colours.solid));
        pairs.push((format!("{tone:?} on_solid on solid_hover"), colours.on_solid, colours.solid_hover));
        pairs.push((format!("{tone:?} on_solid on solid_pressed"), colours.on_solid, colours.solid_pressed));
        pairs.push((format!("{tone:?} on_soft on soft"), colours.on_soft, colours.soft));
        pairs.push((format!("{tone:?} text on background"), colours.text, palette.background));
        pairs.push((format!("{tone:?} text on surface"), colours.text, palette.surface));
    }
    for (index, (disc, drawing)) in palette.pictures.into_iter().enumerate() {
        pairs.push((format!("picture {index}"), drawing, disc));
    }
    pairs
}

fn assert_all(pairs: Vec<(String, Color, Color)>, least: f32) {
    let weak: Vec<_> = pairs
        .into_iter()
        .map(|(name, one, other)| (name, contrast_ratio(one, other)))
        .filter(|(_, ratio)| *ratio < least)
        .collect();
    assert!(weak.is_empty(), "below {least}:1: {weak:?}");
}

#[test]
fn contrast_of_black_and_white_is_21() {
    assert!((contrast_ratio(Color::BLACK, Color::WHITE) - 21.0).abs() < 0.01);
}

#[test]
fn every_text_has_the_contrast_that_the_law_asks_for() {
    assert_all(text_pairs(Palette::of(Contrast::Normal)), 4.5);
}

#[test]
fn high_contrast_is_at_least_seven_to_one() {
    assert_all(text_pairs(Palette::of(Contrast::High)), 7.0);
}

#[test]
fn edges_and_focus_ring_can_be_told_from_what_is_around_them() {
    for contrast in [Contrast::Normal, Contrast::High] {
        let palette = Palette::of(contrast);
        let around = [palette.background, palette.surface];
        let mut pairs = Vec::new();
        for surface in around {
            pairs.push(("edge".to_owned(), palette.edge, surface));
            pairs.push(("focus".to_owned(), palette.focus, surface));
            pairs.push(("error edge".to_owned(), palette.danger.solid, surface));
            pairs.push(("chosen edge".to_owned(), palette.primary.solid, surface));
        }
        pairs.push(("bar on its track".to_owned(), palette.primary.solid, palette.sunken));
        assert_all(pairs, 3.0);
    }
}

#[test]
fn a_kiosk_instruction_has_capitals_of_seven_millimetres() {
    // 22-inch full-HD screen: 477 mm for 1,920 pixels; capitals of the font are 0.668 em.
    let capital = TextRole::Title.size(Density::Kiosk) * 0.668 * 477.0 / 1920.0;
    assert!(capital >= 7.3, "{capital} mm");
}

#[test]
fn text_scales_go_round() {
    let mut scale = TextScale::default();
    for expected in TextScale::ALL.into_iter().cycle().skip(1).take(4) {
        scale = scale.next();
        assert_eq!(scale, expected);
    }
}
