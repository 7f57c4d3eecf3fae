//! The screens: each a module with its state, messages, update and view.

pub mod calendar;
pub mod cards;
pub mod cash;
pub mod export;
pub mod find;
pub mod pairing;
pub mod prints;
pub mod room;
pub mod sessions;
pub mod settings;
pub mod sign_in;
pub mod ticket;
pub mod visitors;
