//! Much of one kind: strings, a map, bytes. What can borrow does.

use std::collections::HashMap;

use contracts::contract;

contracts::package!("bench.borrowed.v1");

/// Strings.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Strings<'a> {
    #[member(1)]
    pub values: Vec<&'a str>,
}

/// A map.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Counters<'a> {
    #[member(1)]
    pub values: HashMap<&'a str, u64>,
}

/// A frame that is copied.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Frame<'a> {
    #[member(1)]
    pub sequence: u64,
    #[member(2)]
    pub payload: &'a [u8],
}

/// The same, beside one that shares the buffer it came in.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct SharedFrame<'a> {
    #[member(1)]
    pub sequence: u64,
    #[member(2)]
    pub payload: &'a [u8],
}
