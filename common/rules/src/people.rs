//! What is known of people without knowing who they are.

use serde::{Deserialize, Serialize};

/// Age bands of La Coop de la médiation numérique (`TrancheAge`), thresholds <12/18/25/40/60/70.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeBand {
    MoinsDeDouze,
    DouzeDixHuit,
    DixHuitVingtQuatre,
    VingtCinqTrenteNeuf,
    QuaranteCinquanteNeuf,
    SoixanteSoixanteNeuf,
    SoixanteDixPlus,
    #[default]
    NonCommunique,
}

/// The public name of a person in the room: the key of a picture, whose word is a Fluent message (`alias-<picture>`),
/// and a number that tells apart people who chose the same picture on the same day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Alias {
    /// The picture's key, one of [`PICTURES`].
    pub picture: String,
    /// 1 for the first of the day, shown from 2 on.
    pub ordinal: u16,
}

/// The pictures a person can be called by: things that everybody knows, that offend nobody, and that look unlike each other.
pub const PICTURES: [&str; 24] = [
    "apple",
    "anchor",
    "balloon",
    "bell",
    "bike",
    "boat",
    "book",
    "bread",
    "butterfly",
    "cat",
    "cherry",
    "cloud",
    "dog",
    "feather",
    "fish",
    "flower",
    "guitar",
    "house",
    "key",
    "leaf",
    "moon",
    "star",
    "sun",
    "umbrella",
];

/// How a person came to have a session; the categories in which minutes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// A member, with a number and PIN.
    Member,
    /// The holder of a ticket.
    Ticket,
    /// Entered without an account.
    NoAccount,
    /// Opened by a mediator.
    Staff,
}
