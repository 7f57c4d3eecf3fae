//! Counts of use, made from usage events only.
