//! The two palettes. Every pair that a text can be drawn in is checked for contrast by a test.

use iced::{Color, color};

use super::Contrast;

/// What a coloured thing says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Says nothing in particular.
    #[default]
    Neutral,
    /// The room's own colour: the main action, information.
    Primary,
    /// The one accent: look here.
    Accent,
    /// It went well; free; healthy.
    Success,
    /// Soon; attention.
    Warning,
    /// Refused; broken; destroys something.
    Danger,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 6] =
        [Self::Neutral, Self::Primary, Self::Accent, Self::Success, Self::Warning, Self::Danger];
}

/// The colours of one tone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ToneColours {
    /// A full surface: a main button.
    pub solid: Color,
    /// The same, under the pointer.
    pub solid_hover: Color,
    /// The same, pressed.
    pub solid_pressed: Color,
    /// Text on `solid` and its variants.
    pub on_solid: Color,
    /// A quiet surface: a banner, a badge.
    pub soft: Color,
    /// Text on `soft`.
    pub on_soft: Color,
    /// Text in this tone on the background or on a card.
    pub text: Color,
}

/// Colours by meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub background: Color,
    /// Cards, fields.
    pub surface: Color,
    /// A card under the pointer.
    pub surface_hover: Color,
    /// Tracks of bars, header rows, disabled controls.
    pub sunken: Color,
    /// Hairlines that only decorate.
    pub line: Color,
    /// Edges of controls (3:1, WCAG 1.4.11).
    pub edge: Color,
    pub text: Color,
    /// Less important, still readable.
    pub muted: Color,
    /// Text of what cannot be used now.
    pub disabled: Color,
    /// The ring around the focused widget (3:1).
    pub focus: Color,
    pub neutral: ToneColours,
    pub primary: ToneColours,
    pub accent: ToneColours,
    pub success: ToneColours,
    pub warning: ToneColours,
    pub danger: ToneColours,
    /// Disc and drawing of the alias pictures, dealt out in turn so that neighbours differ.
    pub pictures: [(Color, Color); 8],
}

impl Palette {
    /// The palette for a contrast.
    pub const fn of(contrast: Contrast) -> &'static Self {
        match contrast {
            Contrast::Normal => &NORMAL,
            Contrast::High => &HIGH,
        }
    }

    /// The colours of a tone.
    pub const fn tone(&self, tone: Tone) -> &ToneColours {
        match tone {
            Tone::Neutral => &self.neutral,
            Tone::Primary => &self.primary,
            Tone::Accent => &self.accent,
            Tone::Success => &self.success,
            Tone::Warning => &self.warning,
            Tone::Danger => &self.danger,
        }
    }
}

static NORMAL: Palette = Palette {
    background: color!(0xf7_f4_ee),
    surface: color!(0xff_ff_ff),
    surface_hover: color!(0xfb_fa_f6),
    sunken: color!(0xec_e7_dc),
    line: color!(0xe0_d9_cb),
    edge: color!(0x86_80_72),
    text: color!(0x18_2b_30),
    muted: color!(0x53_60_64),
    disabled: color!(0x61_67_66),
    focus: color!(0xc2_4a_16),
    neutral: ToneColours {
        solid: color!(0x3c_4c_52),
        solid_hover: color!(0x2e_3c_41),
        solid_pressed: color!(0x20_2b_2f),
        on_solid: color!(0xff_ff_ff),
        soft: color!(0xee_ea_e1),
        on_soft: color!(0x33_41_46),
        text: color!(0x18_2b_30),
    },
    primary: ToneColours {
        solid: color!(0x0f_5d_63),
        solid_hover: color!(0x0b_4b_51),
        solid_pressed: color!(0x07_38_3d),
        on_solid: color!(0xff_ff_ff),
        soft: color!(0xdc_ed_ec),
        on_soft: color!(0x0a_4a_4f),
        text: color!(0x0d_58_5e),
    },
    accent: ToneColours {
        solid: color!(0xb2_47_1a),
        solid_hover: color!(0x97_39_11),
        solid_pressed: color!(0x7c_2d_0b),
        on_solid: color!(0xff_ff_ff),
        soft: color!(0xfc_e8_dc),
        on_soft: color!(0x83_33_0e),
        text: color!(0xa4_3e_14),
    },
    success: ToneColours {
        solid: color!(0x1f_6b_41),
        solid_hover: color!(0x17_56_33),
        solid_pressed: color!(0x10_42_26),
        on_solid: color!(0xff_ff_ff),
        soft: color!(0xdf_f1_e3),
        on_soft: color!(0x15_53_30),
        text: color!(0x1b_64_3b),
    },
    warning: ToneColours {
        solid: color!(0x8a_5a_00),
        solid_hover: color!(0x74_4b_00),
        solid_pressed: color!(0x5d_3c_00),
        on_solid: color!(0xff_ff_ff),
        soft: color!(0xfd_ef_c8),
        on_soft: color!(0x67_45_00),
        text: color!(0x7c_51_00),
    },
    danger: ToneColours {
        solid: color!(0xad_26_2c),
        solid_hover: color!(0x93_1d_22),
        solid_pressed: color!(0x78_15_19),
        on_solid: color!(0xff_ff_ff),
        soft: color!(0xfb_e3_e1),
        on_soft: color!(0x89_1b_1f),
        text: color!(0xa2_23_28),
    },
    pictures: [
        (color!(0xdc_ed_ec), color!(0x0a_4a_4f)),
        (color!(0xfc_e8_dc), color!(0x83_33_0e)),
        (color!(0xe6_e3_f6), color!(0x41_34_86)),
        (color!(0xdf_f1_e3), color!(0x15_53_30)),
        (color!(0xfd_ef_c8), color!(0x67_45_00)),
        (color!(0xdd_e9_f8), color!(0x1b_46_7e)),
        (color!(0xfa_e1_ea), color!(0x86_1f_4c)),
        (color!(0xee_ea_e1), color!(0x4d_40_2a)),
    ],
};

static HIGH: Palette = Palette {
    background: color!(0x00_00_00),
    surface: color!(0x0c_0c_0c),
    surface_hover: color!(0x24_24_24),
    sunken: color!(0x1c_1c_1c),
    line: color!(0x8c_8c_8c),
    edge: color!(0xff_ff_ff),
    text: color!(0xff_ff_ff),
    muted: color!(0xe0_e0_e0),
    disabled: color!(0xb8_b8_b8),
    focus: color!(0x5c_d6_ff),
    neutral: ToneColours {
        solid: color!(0xff_ff_ff),
        solid_hover: color!(0xe0_e0_e0),
        solid_pressed: color!(0xc8_c8_c8),
        on_solid: color!(0x00_00_00),
        soft: color!(0x2a_2a_2a),
        on_soft: color!(0xff_ff_ff),
        text: color!(0xff_ff_ff),
    },
    primary: ToneColours {
        solid: color!(0xff_dd_33),
        solid_hover: color!(0xff_ea_80),
        solid_pressed: color!(0xe0_bd_00),
        on_solid: color!(0x00_00_00),
        soft: color!(0x33_2c_00),
        on_soft: color!(0xff_e6_66),
        text: color!(0xff_dd_33),
    },
    accent: ToneColours {
        solid: color!(0xff_b3_80),
        solid_hover: color!(0xff_cb_a8),
        solid_pressed: color!(0xe8_95_5c),
        on_solid: color!(0x00_00_00),
        soft: color!(0x36_1c_0a),
        on_soft: color!(0xff_c2_99),
        text: color!(0xff_b3_80),
    },
    success: ToneColours {
        solid: color!(0x7d_f0_a5),
        solid_hover: color!(0xa8_f5_c2),
        solid_pressed: color!(0x5c_d0_86),
        on_solid: color!(0x00_00_00),
        soft: color!(0x0a_2b_17),
        on_soft: color!(0x9c_f5_bb),
        text: color!(0x7d_f0_a5),
    },
    warning: ToneColours {
        solid: color!(0xff_c8_57),
        solid_hover: color!(0xff_d9_8a),
        solid_pressed: color!(0xe6_ac_35),
        on_solid: color!(0x00_00_00),
        soft: color!(0x33_24_00),
        on_soft: color!(0xff_d2_75),
        text: color!(0xff_c8_57),
    },
    danger: ToneColours {
        solid: color!(0xff_a3_9e),
        solid_hover: color!(0xff_c0_bd),
        solid_pressed: color!(0xf0_84_7e),
        on_solid: color!(0x00_00_00),
        soft: color!(0x3b_0d_0b),
        on_soft: color!(0xff_b8_b4),
        text: color!(0xff_a3_9e),
    },
    pictures: [
        (color!(0x06_2f_33), color!(0x9a_ec_f2)),
        (color!(0x36_1c_0a), color!(0xff_c2_99)),
        (color!(0x24_1d_4d), color!(0xcf_c7_ff)),
        (color!(0x0a_2b_17), color!(0x9c_f5_bb)),
        (color!(0x33_24_00), color!(0xff_d2_75)),
        (color!(0x0b_23_42), color!(0xb0_d4_ff)),
        (color!(0x3f_0e_24), color!(0xff_b8_d4)),
        (color!(0x2a_2a_2a), color!(0xff_ff_ff)),
    ],
};

/// The contrast of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio").
pub fn contrast_ratio(one: Color, other: Color) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance (WCAG 2.1).
fn luminance(color: Color) -> f32 {
    let [red, green, blue, _] = color.into_linear();
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
