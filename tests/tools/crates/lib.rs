//! Nothing: the crates that this one depends on are looked at, not built.
