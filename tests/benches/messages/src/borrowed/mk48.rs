//! The state of a game of ships. What can borrow does.

use contracts::contract;

use crate::{ChunkId, Contact};

contracts::package!("bench.borrowed.v1");

/// What the server sent.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Updates<'a> {
    #[member(1)]
    pub updates: Vec<Update<'a>>,
}

/// One tick of the game.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Update<'a> {
    #[member(1)]
    pub contacts: Vec<Contact>,
    #[member(2)]
    pub score: u32,
    #[member(3)]
    pub world_radius: f32,
    #[member(4)]
    pub terrain_updates: Vec<TerrainUpdate<'a>>,
}

/// A part of the sea bed.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct TerrainUpdate<'a> {
    #[member(1)]
    pub chunk_id: ChunkId,
    #[member(2)]
    pub data: &'a [u8],
}
