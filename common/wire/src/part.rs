//! A part of a document on its way between a station and the hub: the next is sent only once this one is written, so that neither
//! side holds more of it in memory.

use std::fmt;

use data_encoding::BASE64;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The longest part, in bytes: as text it fits in a frame with what is around it.
pub const LONGEST: usize = 96 * 1024;

/// At most [`LONGEST`] bytes of a document. As text it is base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Part(Vec<u8>);

impl Part {
    /// So much of the bytes as fits in a part.
    pub fn new(mut bytes: Vec<u8>) -> Self {
        bytes.truncate(LONGEST);
        Self(bytes)
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, without a copy of them.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Part {
    /// How much it is, never what.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Part({} bytes)", self.0.len())
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64.decode(text.as_bytes()).map_err(|_| de::Error::custom("a part is base64"))?;
        if bytes.len() > LONGEST {
            return Err(de::Error::custom("a part is longer than allowed"));
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_survives_the_way_and_a_longer_one_is_refused() {
        let part = Part::new((0..=255).collect());
        let text = serde_json::to_string(&part).unwrap();
        assert_eq!(serde_json::from_str::<Part>(&text).unwrap(), part);
        assert_eq!(Part::new(vec![0; LONGEST + 1]).bytes().len(), LONGEST);
        let long = format!("\"{}\"", BASE64.encode(&vec![0; LONGEST + 1]));
        assert!(serde_json::from_str::<Part>(&long).is_err());
        assert!(serde_json::from_str::<Part>("\"?\"").is_err());
    }

    #[test]
    fn the_longest_part_fits_in_a_message() {
        let answer = crate::scanning::ScanAnswer::Part { bytes: Part::new(vec![0xff; LONGEST]) };
        let reply = crate::station::Reply::Scanned { answer };
        assert!(serde_json::to_vec(&reply).unwrap().len() < crate::framing::LONGEST * 3 / 4);
    }

    #[test]
    fn what_a_part_holds_is_in_no_log() {
        assert_eq!(format!("{:?}", Part::new(b"secret".to_vec())), "Part(6 bytes)");
    }
}
