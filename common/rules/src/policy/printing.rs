//! Prints: who releases them, and what is given free of charge.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Scope;
use crate::units::{Cents, Minutes};

/// The rules of printing. Prices belong to each printer ([`crate::print::PrintTariff`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintRules {
    /// What happens once the visitor said yes.
    #[serde(default)]
    pub release: Release,
    /// *Impression express*: so many black sides at most, covered by the free allowance, print at one press and without a release;
    /// 0 for none.
    #[serde(default = "PrintRules::express_default")]
    pub express_sides: u32,
    /// What is given free of charge; the first that fits a visitor counts.
    #[serde(default)]
    pub allowances: Vec<Allowance>,
    /// How long a print waits for its visitor's word, then for the mediator; at most 8 hours.
    #[serde(default = "PrintRules::held_default")]
    pub held: Minutes,
    /// More pages than this are for a mediator to allow.
    #[serde(default = "PrintRules::pages_default")]
    pub longest_pages: u32,
    /// Who issues the vouchers that the desk takes; none is known beforehand.
    #[serde(default)]
    pub voucher_issuers: Vec<String>,
    /// Whether paid credit is given back to those who leave and ask.
    #[serde(default)]
    pub refund_on_leaving: bool,
}

/// What happens to a print once its visitor said yes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Release {
    /// It is printed.
    #[default]
    Automatic,
    /// A mediator releases it.
    Mediator,
}

/// Credit that is given free of charge for each period, and lapses with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    pub cents: Cents,
    pub per: Period,
    /// To whom; to everybody without it.
    #[serde(default)]
    pub scope: Scope,
}

/// A period of the civil calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    Day,
    /// From Monday on.
    Week,
    Month,
    Year,
}

/// A word that names none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this word is none of those known")]
pub struct UnknownWord;

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Automatic => "automatic",
            Self::Mediator => "mediator",
        })
    }
}

impl FromStr for Release {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "automatic" => Ok(Self::Automatic),
            "mediator" => Ok(Self::Mediator),
            _ => Err(UnknownWord),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        })
    }
}

impl FromStr for Period {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "day" => Ok(Self::Day),
            "week" => Ok(Self::Week),
            "month" => Ok(Self::Month),
            "year" => Ok(Self::Year),
            _ => Err(UnknownWord),
        }
    }
}

impl PrintRules {
    fn express_default() -> u32 {
        3
    }

    fn held_default() -> Minutes {
        Minutes(60)
    }

    fn pages_default() -> u32 {
        500
    }
}

impl Default for PrintRules {
    fn default() -> Self {
        Self {
            release: Release::default(),
            express_sides: Self::express_default(),
            allowances: Vec::new(),
            held: Self::held_default(),
            longest_pages: Self::pages_default(),
            voucher_issuers: Vec::new(),
            refund_on_leaving: false,
        }
    }
}
