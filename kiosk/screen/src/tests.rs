//! Whole visits, driven by keyboard alone against scripted views, in each language.

mod beside;
mod flows;
mod looks;
mod planning;
mod printing;
mod safety;
mod scanning;
mod sessions;
mod staff;
mod stage;
mod usb;
pub mod views;
mod wire;
