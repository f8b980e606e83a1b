//! Which values of a protobuf kind a Rust type has.

/// What the kind alone does not say: the values of it that the Rust type can hold.
#[derive(Debug, Clone, Copy)]
pub enum Domain {
    /// All values of the kind, as far as anyone knows.
    All,
    /// Integers from the first to the last, both included.
    Integers(i32, i32),
    /// The numbers of an enum that the function takes.
    Numbers(fn(i32) -> bool),
    /// So many bytes, or none.
    Bytes(usize),
    /// Durations that are not negative.
    NotNegative,
    /// The text of a UUID, or none.
    Uuid,
    /// The text of an IPv4 address, or none.
    Ipv4,
    /// The text of an IPv6 address, or none.
    Ipv6,
    /// The text of an address of either, or none.
    Ip,
    /// The text of a URL, or none.
    Url,
    /// The text of a decimal number, or none.
    Decimal,
}
