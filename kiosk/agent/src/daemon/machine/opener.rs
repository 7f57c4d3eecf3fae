//! What opened a session, kept only as far as it takes to know it again: a session that waits is resumed by the same, or,
//! where that is no secret, by digits that its visitor is told.

use std::fmt;

use epn_rules::member_number::MemberNumber;
use epn_rules::people::Alias;
use epn_rules::pin::Pin;
use epn_rules::ticket_code::TicketCode;
use epn_wire::kiosk::ResumeWith;
use epn_wire::lease::Nonce;
use epn_wire::secret::Secret;
use epn_wire::station::Entry;
use zeroize::Zeroizing;

use crate::imprint;

/// What opened a session.
#[derive(Clone, Debug)]
pub(super) enum Opener {
    /// A number and PIN.
    Member(Imprint),
    /// A ticket.
    Ticket(Imprint),
    /// Nobody typed anything secret here: the digits, or else the picture has to do.
    Picture,
}

/// With what somebody wants back to a session that waits.
#[derive(Clone, Debug)]
pub(super) enum Tried {
    Entry(Entry),
    Code(Secret),
}

/// The digits by which a session is resumed that nothing secret opened; none of the first that anybody would try.
#[derive(Clone, Debug)]
pub(super) struct WayBack(Pin);

impl WayBack {
    /// Made of random bits; none if all digits in them are too easy, which hardly ever happens.
    pub fn of(bits: u32) -> Option<Self> {
        (0..8).find_map(|turn| Pin::from_random(bits.rotate_left(4 * turn))).map(Self)
    }

    /// To be told to the visitor.
    pub fn told(&self) -> Secret {
        self.0.reveal().to_owned().into()
    }

    /// Whether these are the digits.
    pub fn fits(&self, code: &Secret) -> bool {
        Pin::typed(code.reveal()).is_ok_and(|typed| typed == self.0)
    }
}

impl Opener {
    /// Keeps what is needed of a log-in; `salt` is random.
    pub fn of(entry: &Entry, salt: Nonce) -> Self {
        match entry {
            Entry::Member { .. } => Self::Member(Imprint::of(entry, salt)),
            Entry::Ticket { .. } => Self::Ticket(Imprint::of(entry, salt)),
            Entry::NoAccount { .. } => Self::Picture,
        }
    }

    /// With what the session is resumed.
    pub fn asked_for(&self) -> ResumeWith {
        match self {
            Self::Member(_) => ResumeWith::Member,
            Self::Ticket(_) => ResumeWith::Ticket,
            Self::Picture => ResumeWith::Picture,
        }
    }

    /// Whether `entry` is what opened the session of `alias`.
    pub fn fits(&self, entry: &Entry, alias: &Alias) -> bool {
        match (self, entry) {
            (Self::Member(imprint), Entry::Member { .. }) | (Self::Ticket(imprint), Entry::Ticket { .. }) => {
                imprint.is_of(entry)
            }
            (Self::Picture, Entry::NoAccount { picture, .. }) => *picture == alias.picture,
            _ => false,
        }
    }
}

/// A salted hash of what was typed.
#[derive(Clone)]
pub(super) struct Imprint {
    salt: Nonce,
    /// None if it could not be hashed; nothing fits then.
    hash: Option<Zeroizing<[u8; 32]>>,
}

impl fmt::Debug for Imprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Imprint(…)")
    }
}

impl Imprint {
    fn of(entry: &Entry, salt: Nonce) -> Self {
        Self { salt, hash: imprint::hash(secret(entry).as_bytes(), &salt.0) }
    }

    fn is_of(&self, entry: &Entry) -> bool {
        self.hash.is_some() && self.hash == imprint::hash(secret(entry).as_bytes(), &self.salt.0)
    }
}

/// What was meant, however it was typed: codes and numbers are read as the hub reads them.
fn secret(entry: &Entry) -> Zeroizing<String> {
    match entry {
        Entry::Ticket { code } => match code.reveal().parse::<TicketCode>() {
            Ok(code) => code.reveal(),
            Err(_) => Zeroizing::new(code.reveal().trim().to_owned()),
        },
        Entry::Member { number, pin } => {
            let number = match number.parse::<MemberNumber>() {
                Ok(number) => number.to_string(),
                Err(_) => number.trim().to_owned(),
            };
            let typed = Pin::typed(pin.reveal());
            let pin = typed.as_ref().map_or(pin.reveal(), Pin::reveal);
            Zeroizing::new(format!("{number} {pin}"))
        }
        Entry::NoAccount { .. } => Zeroizing::default(),
    }
}

#[cfg(test)]
mod tests {
    use epn_rules::people::AgeBand;

    use super::*;

    const SALT: Nonce = Nonce([7; 16]);

    fn alias() -> Alias {
        Alias { picture: "cat".to_owned(), ordinal: 2 }
    }

    fn ticket(code: &str) -> Entry {
        Entry::Ticket { code: code.to_owned().into() }
    }

    fn member(number: &str, pin: &str) -> Entry {
        Entry::Member { number: number.to_owned(), pin: pin.to_owned().into() }
    }

    fn picture(picture: &str) -> Entry {
        Entry::NoAccount { age: AgeBand::NonCommunique, picture: picture.to_owned() }
    }

    #[test]
    fn only_what_opened_it_fits() {
        let entries = [ticket("ABC"), member("1234", "9081"), picture("cat")];
        for (opened, entry) in entries.iter().enumerate() {
            let opener = Opener::of(entry, SALT);
            for (tried, other) in entries.iter().enumerate() {
                assert_eq!(opener.fits(other, &alias()), opened == tried, "{opened} {tried}");
            }
        }
        let opener = Opener::of(&member("1234", "9081"), SALT);
        for wrong in [member("1234", "9082"), member("1235", "9081"), member("12349", "081")] {
            assert!(!opener.fits(&wrong, &alias()));
        }
        assert!(!Opener::of(&ticket("ABC"), SALT).fits(&ticket("ABD"), &alias()));
        assert!(!Opener::Picture.fits(&picture("dog"), &alias()));
    }

    #[test]
    fn a_code_may_be_typed_in_another_way() {
        let code = TicketCode::from_random([1, 2, 3, 4, 5]).reveal();
        let opener = Opener::of(&ticket(&code), SALT);
        let other = code.replace('-', " ").to_lowercase();
        assert!(other != *code && opener.fits(&ticket(&other), &alias()));
    }

    #[test]
    fn the_digits_are_four_hard_to_guess_and_fit_themselves_alone() {
        for bits in [0, 1, 1234, 123_456, 0xffff_ffff, 0x8f00_3a21] {
            let Some(way_back) = WayBack::of(bits) else {
                assert_eq!(bits, 0, "only where there is nothing else in them");
                continue;
            };
            let told = way_back.told();
            assert!(Pin::chosen(told.reveal()).is_ok() && told.reveal().len() == 4);
            assert!(way_back.fits(&told) && way_back.fits(&format!(" {} ", told.reveal()).into()));
            for wrong in ["", "0000", "12345", "abcd"] {
                assert!(!way_back.fits(&wrong.to_owned().into()), "{wrong}");
            }
            assert!(!format!("{way_back:?}").contains(told.reveal()));
        }
    }

    #[test]
    fn nothing_of_a_secret_is_kept_or_printed_and_salts_tell_equal_ones_apart() {
        let entry = member("1234", "908172");
        let (one, other) = (Imprint::of(&entry, SALT), Imprint::of(&entry, Nonce([8; 16])));
        assert_ne!(one.hash, other.hash);
        assert_eq!(format!("{:?}", Opener::of(&entry, SALT)), "Member(Imprint(…))");
    }
}
