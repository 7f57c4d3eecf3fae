//! The room as it stands now, in memory.
