//! Every picture that a whole run takes.

use std::path::Path;

/// The languages in which each of them is taken.
const LANGS: [&str; 2] = ["fr", "en"];

/// Each with the program that it is of.
const PICTURES: &[(&str, &[&str])] = &[
    (
        "kiosk",
        &[
            "age",
            "away",
            "book-confirm",
            "book-day",
            "book-entry",
            "book-length",
            "book-time",
            "booked",
            "booking-cancel",
            "booking-cancelled",
            "bookings",
            "charter",
            "ending",
            "entry",
            "forgot",
            "grace",
            "leave",
            "leave-prints",
            "lock",
            "lock-closed",
            "lock-contrast",
            "lock-large",
            "lock-larger",
            "lock-largest",
            "lock-plain",
            "member",
            "message",
            "more-time",
            "no-hub",
            "not-recognised",
            "out-of-service",
            "paused",
            "pausing",
            "picture",
            "print",
            "print-coming-out",
            "print-done",
            "print-too-dear",
            "prints",
            "purse",
            "refused",
            "resume-code",
            "room",
            "session",
            "session-nobody-waits",
            "staff-acts",
            "staff-card",
            "staff-end",
            "staff-not-opened",
            "staff-number",
            "staff-pin",
            "staff-stations",
            "starting",
            "strip",
            "ticket",
            "warning",
        ],
    ),
    ("kiosk-wall", &["display"]),
    (
        "console",
        &[
            "booking-new",
            "calendar",
            "cards",
            "cash",
            "cash-account",
            "cash-closes",
            "cash-day",
            "counts",
            "hub-lost",
            "pairing",
            "printers",
            "prints",
            "room",
            "rules",
            "rules-days",
            "rules-limits",
            "rules-people",
            "rules-prices",
            "rules-printing",
            "rules-sessions",
            "rules-slots",
            "rules-variants",
            "sessions",
            "sign-in",
            "station",
            "ticket",
            "ticket-given",
            "visitors",
            "visitors-found",
        ],
    ),
];

/// Those that are not in `folder`, by their files' names.
pub fn missing(folder: &Path) -> Vec<String> {
    files().filter(|name| !folder.join(name).is_file()).collect()
}

/// Their files' names.
pub fn files() -> impl Iterator<Item = String> {
    let of_program = |(program, names): &(&'static str, &'static [&'static str])| {
        let program = *program;
        names.iter().flat_map(move |name| LANGS.map(|lang| format!("{program}-{name}-{lang}.png")))
    };
    PICTURES.iter().flat_map(of_program)
}
