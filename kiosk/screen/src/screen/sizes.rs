//! Measures of the kiosk's own, in logical pixels before the visitor's text scale.

/// The least width of a tile that says a way to enter.
pub const WAY: f32 = 280.0;

/// The least width of a quick action of staff.
pub const ACT: f32 = 300.0;

/// The least width of an age.
pub const AGE: f32 = 290.0;

/// The least width of a tile with a picture, and the picture on it.
pub const PICTURE_TILE: f32 = 136.0;
pub const PICTURE: f32 = 72.0;

/// The picture by which a visitor is greeted.
pub const OWN_PICTURE: f32 = 150.0;

/// The picture in the corner of a session.
pub const SMALL_PICTURE: f32 = 64.0;

/// The least width of a key of the keyboard on the screen.
pub const KEY: f32 = 66.0;

/// The width of the entry of a number with what is told below it.
pub const ENTRY: f32 = 440.0;

/// The least width of a way to keep one's work.
pub const TIP: f32 = 250.0;

/// How wide the content of a screen with little on it gets.
pub const NARROW: f32 = 760.0;

/// The least width of a day, a time and a length of a booking.
pub const DAY: f32 = 210.0;
pub const TIME: f32 = 128.0;
pub const BOOKED_LENGTH: f32 = 230.0;

/// The drawing that leads a phone to the page.
pub const PHONE_QR: f32 = 120.0;

/// The least width of an amount of money with its name, and of a printer to choose.
pub const AMOUNT: f32 = 200.0;
pub const PRINTER: f32 = 320.0;
