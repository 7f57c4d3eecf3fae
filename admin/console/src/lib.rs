//! Part of the EPN suite.
