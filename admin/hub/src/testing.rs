//! What tests share.

use proptest::prelude::ProptestConfig;

/// How many cases a property is tried on, if nothing else is asked for: the long run asks for more (`EPN_CASES`). What failed is
/// told, and not written beside the code.
pub fn cases(usual: u32) -> ProptestConfig {
    let cases = std::env::var("EPN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
