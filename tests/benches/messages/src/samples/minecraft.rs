//! The saved players of a game.

use fastrand::Rng;

use super::{Sample, fraction, list, maybe, seeded, text};
use crate::{Abilities, Entity, EntityUuid, GameType, Item, Player, Players, RecipeBook, Vector2f, Vector3d, Vehicle};

impl Sample for Players {
    fn sample() -> Self {
        Players { players: list(&mut seeded(), 50..51, player) }
    }
}

fn player(rng: &mut Rng) -> Player {
    Player {
        game_type: game_type(rng),
        previous_game_type: game_type(rng),
        score: rng.i64(0..1_000_000),
        dimension: text(rng, 8..20),
        selected_item_slot: rng.u32(0..9),
        selected_item: item(rng),
        spawn_dimension: maybe(rng, |rng| text(rng, 8..20)),
        spawn_x: rng.i64(-1_000_000..1_000_000),
        spawn_y: rng.i64(-64..320),
        spawn_z: rng.i64(-1_000_000..1_000_000),
        spawn_forced: maybe(rng, |_| true),
        sleep_timer: rng.u32(0..65_536),
        food_exhaustion_level: rng.f32(),
        food_saturation_level: rng.f32(),
        food_tick_timer: rng.u32(0..80),
        xp_level: rng.u32(0..100),
        xp_p: rng.f32(),
        xp_total: rng.i32(0..100_000),
        xp_seed: rng.i32(..),
        inventory: list(rng, 8..36, item),
        ender_items: list(rng, 0..27, item),
        abilities: abilities(rng),
        entered_nether_position: maybe(rng, place),
        root_vehicle: maybe(rng, |rng| Vehicle { uuid: uuid(rng), entity: entity(rng) }),
        shoulder_entity_left: maybe(rng, entity),
        shoulder_entity_right: maybe(rng, entity),
        seen_credits: rng.bool(),
        recipe_book: recipe_book(rng),
    }
}

fn game_type(rng: &mut Rng) -> GameType {
    [GameType::Survival, GameType::Creative, GameType::Adventure, GameType::Spectator][rng.usize(..4)]
}

fn item(rng: &mut Rng) -> Item {
    const THINGS: [&str; 8] = ["dirt", "stone", "pickaxe", "sand", "gravel", "shovel", "chestplate", "steak"];
    let id = format!("minecraft:{}", THINGS[rng.usize(..THINGS.len())]);
    Item { count: rng.i32(1..65), slot: rng.u32(0..256), id }
}

fn abilities(rng: &mut Rng) -> Abilities {
    Abilities {
        walk_speed: rng.f32(),
        fly_speed: rng.f32(),
        may_fly: rng.bool(),
        flying: rng.bool(),
        invulnerable: rng.bool(),
        may_build: rng.bool(),
        instabuild: rng.bool(),
    }
}

fn entity(rng: &mut Rng) -> Entity {
    Entity {
        id: text(rng, 8..24),
        pos: place(rng),
        motion: place(rng),
        rotation: Vector2f { x: fraction(rng) * 180.0, y: fraction(rng) * 90.0 },
        fall_distance: rng.f32(),
        fire: rng.u32(0..65_536),
        air: rng.u32(0..65_536),
        on_ground: rng.bool(),
        no_gravity: rng.bool(),
        invulnerable: rng.bool(),
        portal_cooldown: rng.i32(0..300),
        uuid: uuid(rng),
        custom_name: maybe(rng, |rng| text(rng, 4..16)),
        custom_name_visible: rng.bool(),
        silent: rng.bool(),
        glowing: rng.bool(),
    }
}

fn place(rng: &mut Rng) -> Vector3d {
    let mut coordinate = || f64::from(fraction(rng)) * 1_000.0;
    Vector3d { x: coordinate(), y: coordinate(), z: coordinate() }
}

fn uuid(rng: &mut Rng) -> EntityUuid {
    EntityUuid { x0: rng.u32(..), x1: rng.u32(..), x2: rng.u32(..), x3: rng.u32(..) }
}

fn recipe_book(rng: &mut Rng) -> RecipeBook {
    RecipeBook {
        recipes: list(rng, 0..30, |rng| text(rng, 12..28)),
        to_be_displayed: list(rng, 0..10, |rng| text(rng, 12..28)),
        is_filtering_craftable: rng.bool(),
        is_gui_open: rng.bool(),
        is_furnace_filtering_craftable: rng.bool(),
        is_furnace_gui_open: rng.bool(),
        is_blasting_furnace_filtering_craftable: rng.bool(),
        is_blasting_furnace_gui_open: rng.bool(),
        is_smoker_filtering_craftable: rng.bool(),
        is_smoker_gui_open: rng.bool(),
    }
}
