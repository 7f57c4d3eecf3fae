//! Which test a visitor's uid belongs to.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Thread};

static TESTS: Mutex<BTreeMap<u32, Thread>> = Mutex::new(BTreeMap::new());

/// Takes a uid for the test that runs on this thread. Tests run side by side: a second one with the same uid would now and
/// then see the first one's processes, so it fails at once.
pub fn take(uid: u32) {
    let here = thread::current();
    let mut tests = TESTS.lock().unwrap_or_else(PoisonError::into_inner);
    let owner = tests.entry(uid).or_insert_with(|| here.clone()).clone();
    drop(tests);
    assert!(owner.id() == here.id(), "uid {uid} is that of {}", owner.name().unwrap_or("another test"));
}
