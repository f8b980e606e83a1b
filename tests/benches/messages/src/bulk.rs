//! Much of one kind: packed numbers, strings, a map, bytes.

use bytes::Bytes;
use contracts::contract;
use std::collections::HashMap;

contracts::package!("bench.v1");

/// Varints of all widths.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct PackedVarints {
    #[member(1)]
    pub values: Vec<u64>,
}

/// Integers of eight bytes.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct PackedFixed64 {
    #[member(1, fixed)]
    pub values: Vec<u64>,
}

/// Floating-point numbers.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct PackedDoubles {
    #[member(1)]
    pub values: Vec<f64>,
}

/// Strings.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Strings {
    #[member(1)]
    pub values: Vec<String>,
}

/// A map.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Counters {
    #[member(1)]
    pub values: HashMap<String, u64>,
}

/// A frame that is copied.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    #[member(1)]
    pub sequence: u64,
    #[member(2)]
    pub payload: Vec<u8>,
}

/// A frame that shares the buffer it came in.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct SharedFrame {
    #[member(1)]
    pub sequence: u64,
    #[member(2)]
    pub payload: Bytes,
}
