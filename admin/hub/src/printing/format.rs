//! Formats of documents, known by their first bytes: what a client says of them is not always so.

use serde::{Deserialize, Serialize};

/// A format that is printed. No PostScript: it is a program, and its pages cannot be counted without running it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentFormat {
    Pdf,
    Jpeg,
    Png,
    PwgRaster,
    /// Apple's raster, which phones and `AirPrint` send.
    Urf,
}

/// What first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensed {
    /// A document of this format.
    Format(DocumentFormat),
    /// A document that is not printed: PostScript.
    Refused,
    /// Nothing that is known.
    Unknown,
}

/// A PDF may begin with other bytes, so many at most (ISO 32000-1, annex H, implementation note 13).
pub const SENSED: usize = 1024;

impl DocumentFormat {
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Jpeg, Self::Png, Self::PwgRaster, Self::Urf];

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::PwgRaster => "image/pwg-raster",
            Self::Urf => "image/urf",
        }
    }

    /// The format of a media type.
    pub fn from_media_type(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.media_type().eq_ignore_ascii_case(text))
    }

    /// The format of a file that somebody brings, on a phone or a key; none that is only for printers' clients.
    pub fn of_a_file(first: &[u8]) -> Option<Self> {
        match Self::sense(first) {
            Sensed::Format(format @ (Self::Pdf | Self::Jpeg | Self::Png)) => Some(format),
            Sensed::Format(Self::PwgRaster | Self::Urf) | Sensed::Refused | Sensed::Unknown => None,
        }
    }

    /// What a document that begins with these bytes is; [`SENSED`] of them are enough.
    pub fn sense(first: &[u8]) -> Sensed {
        let magic: [(&[u8], Self); 4] = [
            (b"\xff\xd8\xff", Self::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Self::Png),
            // PWG 5102.4, 4.2: the synchronisation word of a raster stream.
            (b"RaS2", Self::PwgRaster),
            (b"UNIRAST\0", Self::Urf),
        ];
        if let Some((_, format)) = magic.iter().find(|(magic, _)| first.starts_with(magic)) {
            return Sensed::Format(*format);
        }
        // As Windows writes it, with an end of file before.
        if first.starts_with(b"%!") || first.starts_with(b"\x04%!") {
            return Sensed::Refused;
        }
        let look = first.get(..SENSED).unwrap_or(first);
        let is_pdf = look.windows(5).any(|window| window == b"%PDF-");
        if is_pdf { Sensed::Format(Self::Pdf) } else { Sensed::Unknown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_first_bytes() {
        let known: [(&[u8], DocumentFormat); 6] = [
            (b"%PDF-1.7\n", DocumentFormat::Pdf),
            (b"\xef\xbb\xbf\r\n%PDF-1.4", DocumentFormat::Pdf),
            (b"\xff\xd8\xff\xe0", DocumentFormat::Jpeg),
            (b"\x89PNG\r\n\x1a\n\0", DocumentFormat::Png),
            (b"RaS2\0", DocumentFormat::PwgRaster),
            (b"UNIRAST\0\0\0\0\x01", DocumentFormat::Urf),
        ];
        for (bytes, format) in known {
            assert_eq!(DocumentFormat::sense(bytes), Sensed::Format(format));
        }
    }

    #[test]
    fn postscript_is_refused_and_the_rest_unknown() {
        assert_eq!(DocumentFormat::sense(b"%!PS-Adobe-3.0\n%PDF-"), Sensed::Refused);
        assert_eq!(DocumentFormat::sense(b"\x04%!PS"), Sensed::Refused);
        assert_eq!(DocumentFormat::sense(b""), Sensed::Unknown);
        assert_eq!(DocumentFormat::sense(b"RaS"), Sensed::Unknown);
        let late = [vec![b' '; SENSED], b"%PDF-1.4".to_vec()].concat();
        assert_eq!(DocumentFormat::sense(&late), Sensed::Unknown);
    }

    #[test]
    fn media_types_lead_back() {
        for format in DocumentFormat::ALL {
            assert_eq!(DocumentFormat::from_media_type(format.media_type()), Some(format));
        }
        assert_eq!(DocumentFormat::from_media_type("application/postscript"), None);
    }
}
