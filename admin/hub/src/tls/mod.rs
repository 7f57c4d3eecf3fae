//! The server: TLS 1.3 only, peers known by the fingerprints of their certificates.
