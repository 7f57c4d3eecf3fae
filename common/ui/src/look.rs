//! How controls are painted, by kind.

use iced::{Color, Padding};

use crate::Ui;
use crate::control::{Look, Paint};
use crate::theme::{Contrast, Palette, Radius, Space, Tone, ToneColours};

/// What pressing a button means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The one thing to do here; at most one a screen.
    Primary,
    /// Something else that can be done.
    #[default]
    Secondary,
    /// Always at hand, never in the way: language, back, help.
    Quiet,
    /// Ends or destroys something.
    Danger,
}

impl Ui {
    pub(crate) fn button_look(self, kind: Kind, is_disabled: bool) -> Look {
        let palette = self.palette();
        let paints = match kind {
            Kind::Quiet if is_disabled => [paint(None, palette.disabled, palette.line, 0.0); 3],
            _ if is_disabled => disabled(palette),
            Kind::Primary => solid(&palette.primary),
            Kind::Danger => outlined_danger(palette),
            Kind::Secondary => outlined(palette),
            Kind::Quiet => quiet(palette),
        };
        self.look(paints, Radius::M, self.button_padding())
    }

    /// One of several answers.
    pub(crate) fn choice_look(self, is_selected: bool, is_disabled: bool) -> Look {
        let look = self.tile_look(Tone::Neutral, is_selected, is_disabled);
        Look { padding: self.button_padding(), ..look }
    }

    /// A large surface that is pressed as a whole.
    pub(crate) fn tile_look(self, tone: Tone, is_selected: bool, is_disabled: bool) -> Look {
        let palette = self.palette();
        let paints = if is_disabled {
            disabled(palette)
        } else if is_selected {
            chosen(palette)
        } else {
            tile(palette, tone, self.comfort.contrast)
        };
        self.look(paints, Radius::M, Padding::new(self.space(Space::M)))
    }

    pub(crate) fn look(self, [rest, hover, pressed]: [Paint; 3], radius: Radius, padding: Padding) -> Look {
        let (ring_width, ring_gap) = self.ring();
        Look {
            rest,
            hover,
            pressed,
            radius: self.radius(radius),
            padding,
            ring: self.palette().focus,
            ring_width,
            ring_gap,
        }
    }

    pub(crate) fn button_padding(self) -> Padding {
        Padding::from([self.space(Space::S) * 1.25, self.space(Space::M) * 1.2])
    }
}

fn paint(background: Option<Color>, text: Color, edge: Color, edge_width: f32) -> Paint {
    Paint { background, text, edge, edge_width }
}

fn solid(colours: &ToneColours) -> [Paint; 3] {
    [colours.solid, colours.solid_hover, colours.solid_pressed]
        .map(|fill| paint(Some(fill), colours.on_solid, fill, 0.0))
}

fn outlined(palette: &Palette) -> [Paint; 3] {
    [palette.surface, palette.surface_hover, palette.sunken]
        .map(|fill| paint(Some(fill), palette.text, palette.edge, 1.5))
}

fn outlined_danger(palette: &Palette) -> [Paint; 3] {
    let colours = &palette.danger;
    [
        paint(Some(palette.surface), colours.text, colours.solid, 1.5),
        paint(Some(colours.soft), colours.on_soft, colours.solid, 1.5),
        paint(Some(colours.solid_pressed), colours.on_solid, colours.solid_pressed, 1.5),
    ]
}

fn quiet(palette: &Palette) -> [Paint; 3] {
    let colours = &palette.primary;
    [
        paint(None, colours.text, colours.text, 0.0),
        paint(Some(colours.soft), colours.on_soft, colours.text, 0.0),
        paint(Some(palette.sunken), palette.text, colours.text, 0.0),
    ]
}

fn disabled(palette: &Palette) -> [Paint; 3] {
    [paint(Some(palette.sunken), palette.disabled, palette.line, 1.0); 3]
}

fn tile(palette: &Palette, tone: Tone, contrast: Contrast) -> [Paint; 3] {
    let (edge, width) = match (tone, contrast) {
        (Tone::Neutral, Contrast::Normal) => (palette.line, 1.5),
        (Tone::Neutral, Contrast::High) => (palette.edge, 2.0),
        (tone, _) => (palette.tone(tone).solid, 2.0),
    };
    [palette.surface, palette.surface_hover, palette.sunken]
        .map(|fill| paint(Some(fill), palette.text, edge, width))
}

fn chosen(palette: &Palette) -> [Paint; 3] {
    let colours = &palette.primary;
    [paint(Some(colours.soft), colours.on_soft, colours.solid, 3.0); 3]
}
