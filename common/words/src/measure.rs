//! What a document is, as both screens say it.

use epn_wire::printing::Measure;
use i18n_embed_fl::fl;

use crate::Words;

impl Words {
    /// `3 pages, dont 1 en couleur · 2 exemplaires · recto verso`
    pub fn measure(&self, measure: &Measure) -> String {
        let copies = (measure.copies > 1).then(|| fl!(self.loader, "print-copies", count = measure.copies));
        let large = (measure.large_pages > 0)
            .then(|| fl!(self.loader, "print-large-pages", count = measure.large_pages));
        let duplex = measure.duplex.then(|| fl!(self.loader, "print-duplex"));
        let said: Vec<_> = [Some(self.pages(measure)), large, copies, duplex].into_iter().flatten().collect();
        said.join(" · ")
    }

    /// How many pages, and how many of them come out in colour.
    fn pages(&self, measure: &Measure) -> String {
        let (pages, colour) = (measure.pages, measure.colour_pages);
        if measure.black_only || colour == 0 {
            fl!(self.loader, "print-black-pages", count = pages)
        } else if colour >= pages {
            fl!(self.loader, "print-colour-pages", count = pages)
        } else {
            fl!(self.loader, "print-mixed-pages", count = pages, colour = colour)
        }
    }
}
