//! The station's lifecycle: a pure [`machine`] that decides, and what carries its decisions out.

pub mod machine;
pub mod pace;
pub mod upload;
