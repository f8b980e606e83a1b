//! The state of a game of ships.

use fastrand::Rng;

use super::{Sample, fraction, list, maybe, seeded};
use crate::{ChunkId, Contact, EntityType, Guidance, TerrainUpdate, Transform, Update, Updates, Vector2};

impl Sample for Updates {
    fn sample() -> Self {
        Updates { updates: list(&mut seeded(), 100..101, update) }
    }
}

fn update(rng: &mut Rng) -> Update {
    Update {
        contacts: list(rng, 1..32, contact),
        score: rng.u32(0..1_000_000),
        world_radius: rng.f32() * 1_000.0 + 1_000.0,
        terrain_updates: list(rng, 0..4, terrain_update),
    }
}

const ENTITY_TYPES: [EntityType; 11] = [
    EntityType::Barrel,
    EntityType::Boat,
    EntityType::Carrier,
    EntityType::Coin,
    EntityType::Depot,
    EntityType::Destroyer,
    EntityType::Mine,
    EntityType::Platform,
    EntityType::Shell,
    EntityType::Submarine,
    EntityType::Torpedo,
];

fn contact(rng: &mut Rng) -> Contact {
    Contact {
        damage: rng.u32(0..256),
        entity_id: rng.u32(..),
        entity_type: maybe(rng, |rng| ENTITY_TYPES[rng.usize(..ENTITY_TYPES.len())]),
        guidance: Guidance { direction_target: rng.u32(0..65_536), velocity_target: rng.i32(0..32_768) },
        player_id: maybe(rng, |rng| rng.u32(1..65_536)),
        reloads: list(rng, 0..8, |rng| rng.bool()),
        transform: transform(rng),
        turret_angles: list(rng, 0..8, |rng| rng.u32(0..65_536)),
    }
}

fn transform(rng: &mut Rng) -> Transform {
    Transform {
        altitude: rng.i32(-128..128),
        angle: rng.u32(0..65_536),
        position: Vector2 { x: fraction(rng) * 1_000.0, y: fraction(rng) * 1_000.0 },
        velocity: rng.i32(-32_768..32_768),
    }
}

fn terrain_update(rng: &mut Rng) -> TerrainUpdate {
    TerrainUpdate {
        chunk_id: ChunkId { x: rng.i32(-128..128), y: rng.i32(-128..128) },
        data: list(rng, 16..256, |rng| rng.u8(..)),
    }
}
