//! The state of a game of ships: small messages, optional ones among them, packed lists, bytes.
//!
//! The shape is that of the data set `mk48` of the Rust serialization benchmark
//! (github.com/djkoloski/rust_serialization_benchmark).

use contracts::contract;

contracts::package!("bench.v1");

/// What the server sent.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Updates {
    #[member(1)]
    pub updates: Vec<Update>,
}

/// One tick of the game.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    #[member(1)]
    pub contacts: Vec<Contact>,
    #[member(2)]
    pub score: u32,
    #[member(3)]
    pub world_radius: f32,
    #[member(4)]
    pub terrain_updates: Vec<TerrainUpdate>,
}

/// Something that is seen.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    #[member(1)]
    pub damage: u32,
    #[member(2)]
    pub entity_id: u32,
    #[member(3)]
    pub entity_type: Option<EntityType>,
    #[member(4)]
    pub guidance: Guidance,
    #[member(5)]
    pub player_id: Option<u32>,
    #[member(6)]
    pub reloads: Vec<bool>,
    #[member(7)]
    pub transform: Transform,
    #[member(8)]
    pub turret_angles: Vec<u32>,
}

/// What it is.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityType {
    Unspecified = 0,
    Barrel = 1,
    Boat = 2,
    Carrier = 3,
    Coin = 4,
    Depot = 5,
    Destroyer = 6,
    Mine = 7,
    Platform = 8,
    Shell = 9,
    Submarine = 10,
    Torpedo = 11,
    #[unknown]
    Other(i32),
}

/// Where it steers.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Guidance {
    #[member(1)]
    pub direction_target: u32,
    #[member(2)]
    pub velocity_target: i32,
}

/// Where it is.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Transform {
    #[member(1, zigzag)]
    pub altitude: i32,
    #[member(2)]
    pub angle: u32,
    #[member(3)]
    pub position: Vector2,
    #[member(4, zigzag)]
    pub velocity: i32,
}

/// A point of the sea.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Vector2 {
    #[member(1)]
    pub x: f32,
    #[member(2)]
    pub y: f32,
}

/// A part of the sea bed.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct TerrainUpdate {
    #[member(1)]
    pub chunk_id: ChunkId,
    #[member(2)]
    pub data: Vec<u8>,
}

/// Which part.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct ChunkId {
    #[member(1, zigzag)]
    pub x: i32,
    #[member(2, zigzag)]
    pub y: i32,
}
