//! The attributes at the beginning of an IPP request, before its document: read whole, within bounds, and looked through before a
//! library takes them apart. What is nested too deep, or has lengths that lie, never reaches it.

/// The attributes of a request have so many bytes at most.
pub const LONGEST: usize = 64 * 1024;
/// And so many values.
const MOST_VALUES: usize = 2000;
/// Collections lie in each other so deep at most; IPP Everywhere needs 3.
const DEEPEST: usize = 8;

/// The bytes before the first attribute (RFC 8010, 3.1.1).
pub const OPENING: usize = 8;

const END_OF_ATTRIBUTES: u8 = 0x03;
const BEGIN_COLLECTION: u8 = 0x34;
const TEXT_WITH_LANGUAGE: u8 = 0x35;
const NAME_WITH_LANGUAGE: u8 = 0x36;
const END_COLLECTION: u8 = 0x37;
const MEMBER_NAME: u8 = 0x4a;

/// Why bytes are no attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    #[error("the attributes have more than {LONGEST} bytes or {MOST_VALUES} values")]
    TooLong,
    #[error("the attributes are no IPP")]
    Malformed,
}

/// Looks for the end of the attributes while they arrive.
#[derive(Clone, Copy, Debug)]
pub struct Scanner {
    /// Where the next thing begins that was not seen whole.
    at: usize,
    values: usize,
    depth: usize,
    place: Place,
}

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The first group: attributes belong to one.
    Group,
    /// An attribute: one of several values needs a first.
    Name,
    /// A further value, or an attribute.
    Value,
}

impl Default for Scanner {
    fn default() -> Self {
        Self { at: OPENING, values: 0, depth: 0, place: Place::Group }
    }
}

impl Scanner {
    /// Where the document begins, if the attributes are there whole. `bytes` are all that came so far.
    pub fn end(&mut self, bytes: &[u8]) -> Result<Option<usize>, HeadError> {
        loop {
            match self.step(bytes)? {
                Step::More if bytes.len() >= LONGEST => return Err(HeadError::TooLong),
                Step::More => return Ok(None),
                Step::End if self.at > LONGEST => return Err(HeadError::TooLong),
                Step::End => return Ok(Some(self.at)),
                Step::Seen => {}
            }
        }
    }

    fn step(&mut self, bytes: &[u8]) -> Result<Step, HeadError> {
        let Some(tag) = bytes.get(self.at).copied() else { return Ok(Step::More) };
        if tag < 0x10 {
            return self.group(tag);
        }
        let Some((name, after)) = counted(bytes, self.at + 1) else { return Ok(Step::More) };
        let Some((value, after)) = counted(bytes, after) else { return Ok(Step::More) };
        self.value(tag, name, value)?;
        self.values += 1;
        self.at = after;
        if self.values > MOST_VALUES { Err(HeadError::TooLong) } else { Ok(Step::Seen) }
    }

    fn group(&mut self, tag: u8) -> Result<Step, HeadError> {
        if self.depth > 0 || tag == 0 {
            return Err(HeadError::Malformed);
        }
        self.at += 1;
        self.place = Place::Name;
        Ok(if tag == END_OF_ATTRIBUTES { Step::End } else { Step::Seen })
    }

    /// Whether a value may stand here, and what may follow it.
    fn value(&mut self, tag: u8, name: &[u8], value: &[u8]) -> Result<(), HeadError> {
        let malformed = Err(HeadError::Malformed);
        let is_first = !name.is_empty();
        // Inside a collection, names are values of their own (RFC 8010, 3.1.6).
        match (self.depth, self.place) {
            (0, Place::Group) => return malformed,
            (0, Place::Name) if !is_first => return malformed,
            (0, _) if tag == MEMBER_NAME || tag == END_COLLECTION => return malformed,
            (1.., _) if is_first => return malformed,
            (1.., Place::Name) if tag != MEMBER_NAME && tag != END_COLLECTION => return malformed,
            _ => {}
        }
        self.place = match tag {
            BEGIN_COLLECTION => {
                self.depth += 1;
                Place::Name
            }
            END_COLLECTION => {
                self.depth -= 1;
                Place::Value
            }
            _ => Place::Value,
        };
        let is_bracket = tag == BEGIN_COLLECTION || tag == END_COLLECTION;
        let is_told = tag == TEXT_WITH_LANGUAGE || tag == NAME_WITH_LANGUAGE;
        if self.depth > DEEPEST || is_bracket && !value.is_empty() || is_told && !has_language(value) {
            return malformed;
        }
        Ok(())
    }
}

enum Step {
    Seen,
    More,
    End,
}

/// What two bytes of length announce, and where it ends.
fn counted(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let length = bytes.get(at..at + 2)?;
    let length = length.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    let (start, end) = (at + 2, at + 2 + length);
    Some((bytes.get(start..end)?, end))
}

/// A text in a language is two counted strings, and nothing else (RFC 8010, 3.9).
fn has_language(value: &[u8]) -> bool {
    counted(value, 0).and_then(|(_, after)| counted(value, after)).is_some_and(|(_, end)| end == value.len())
}

#[cfg(test)]
mod tests;
