//! Every message between two processes of the suite, versioned; framing; fake peers for tests.

pub mod report;
