//! What the tests of counting share.

/// How many cases a property is tried on: the long run asks for more.
pub fn cases() -> u32 {
    std::env::var("EPN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256)
}
