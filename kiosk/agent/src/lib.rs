//! The station's privileged part: sessions, their end, the reset and its proof.

pub mod cli;
pub mod command;
pub mod daemon;
pub mod fault;
pub mod health;
pub mod journal;
pub mod prove;
pub mod reset;
pub mod session;
pub mod visitor;

mod sys;
