//! What the product was written for but could not be tried with.

/// One kind of hardware.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untested {
    Graphics,
    Screens,
    Usb,
    Bluetooth,
    Sound,
    Suspend,
    Firmware,
    Printers,
    Scanners,
}

impl Untested {
    pub const ALL: [Self; 9] = [
        Self::Graphics,
        Self::Screens,
        Self::Usb,
        Self::Bluetooth,
        Self::Sound,
        Self::Suspend,
        Self::Firmware,
        Self::Printers,
        Self::Scanners,
    ];
}
