//! Log records and a mesh: many equal messages, of strings and of floats.
//!
//! The shapes are those of the data sets `log` and `mesh` of the Rust serialization benchmark
//! (github.com/djkoloski/rust_serialization_benchmark).

use contracts::contract;

contracts::package!("bench.v1");

/// The log of a server.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Logs {
    #[member(1)]
    pub logs: Vec<Log>,
}

/// One request.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    #[member(1)]
    pub address: Address,
    #[member(2)]
    pub identity: String,
    #[member(3)]
    pub userid: String,
    #[member(4)]
    pub date: String,
    #[member(5)]
    pub request: String,
    #[member(6)]
    pub code: u32,
    #[member(7)]
    pub size: u64,
}

/// The address of a client.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    #[member(1)]
    pub x0: u32,
    #[member(2)]
    pub x1: u32,
    #[member(3)]
    pub x2: u32,
    #[member(4)]
    pub x3: u32,
}

/// A body made of triangles.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Mesh {
    #[member(1)]
    pub triangles: Vec<Triangle>,
}

/// A triangle in space.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Triangle {
    #[member(1)]
    pub v0: Vector3,
    #[member(2)]
    pub v1: Vector3,
    #[member(3)]
    pub v2: Vector3,
    #[member(4)]
    pub normal: Vector3,
}

/// A vector in space.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Vector3 {
    #[member(1)]
    pub x: f32,
    #[member(2)]
    pub y: f32,
    #[member(3)]
    pub z: f32,
}
