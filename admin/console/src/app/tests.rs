//! The program as a mediator meets it, without a window and without a hub.

mod desk;
mod entry;
mod looks;
