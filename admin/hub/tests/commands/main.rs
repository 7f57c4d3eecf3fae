//! The commands that need no server, as they are typed.

mod explain;
mod export;
mod openapi;
mod policy;
mod run;
mod seed;
