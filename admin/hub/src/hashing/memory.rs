//! The memory that hashes are made in: kept while others wait for their turn, given back when nobody does.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::Block;

/// Memories that no hash uses just now. To have the system clear 19 MiB anew takes a fifth of a hash.
#[derive(Default)]
pub(super) struct Memories {
    free: Mutex<Vec<Vec<Block>>>,
    asked: AtomicUsize,
}

/// A hash is asked for, for as long as this lives.
pub(super) struct Asked<'a>(&'a Memories);

impl Memories {
    pub(super) fn asked(&self) -> Asked<'_> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Asked(self)
    }

    /// A memory of so many blocks of 1 KiB. What it holds does not matter to a hash, which writes each block first.
    pub(super) fn take(&self, blocks: usize) -> Vec<Block> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut memory = free.unwrap_or_default();
        memory.resize(blocks, Block::default());
        memory
    }

    pub(super) fn give_back(&self, memory: Vec<Block>) {
        if self.asked.load(Ordering::Relaxed) > 0 {
            self.free.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        }
    }
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        if self.0.asked.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.0.free.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }
}
