//! Pure decisions of a public digital space: no I/O, no clock, no randomness, no async.
//!
//! ```
//! use epn_rules::{decide, facts::Facts, policy::Policy, rules::Rules};
//!
//! let rules = Rules::new(Policy::default()).expect("the default policy is sound");
//! let facts = Facts::at("2026-03-10T10:00:00+01:00".parse()?);
//! assert!(decide::decide(&rules, &facts).is_granted());
//! # Ok::<(), jiff::Error>(())
//! ```

pub mod age;
pub mod booking;
pub mod calendar;
mod checked_code;
pub mod decide;
pub mod decision;
pub mod ending;
pub mod explain;
pub mod facts;
pub mod facts_file;
mod held;
pub mod id;
pub mod long_code;
pub mod member_number;
mod open_range;
pub mod people;
pub mod pin;
pub mod policy;
pub mod policy_check;
pub mod policy_file;
pub mod print;
pub mod problem;
pub mod purse;
pub mod queue;
pub mod rules;
pub mod scan;
mod scope;
pub mod session;
pub mod tariff;
pub mod ticket_code;
pub mod units;

pub use open_range::OpenRangeError;
