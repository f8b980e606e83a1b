//! The saved players of a game: wide messages, strings, optional messages.
//!
//! The shape is that of the data set `minecraft_savedata` of the Rust serialization benchmark
//! (github.com/djkoloski/rust_serialization_benchmark).

use contracts::contract;

contracts::package!("bench.v1");

/// All players.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Players {
    #[member(1)]
    pub players: Vec<Player>,
}

/// One player.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Player {
    #[member(1)]
    pub game_type: GameType,
    #[member(2)]
    pub previous_game_type: GameType,
    #[member(3)]
    pub score: i64,
    #[member(4)]
    pub dimension: String,
    #[member(5)]
    pub selected_item_slot: u32,
    #[member(6)]
    pub selected_item: Item,
    #[member(7)]
    pub spawn_dimension: Option<String>,
    #[member(8)]
    pub spawn_x: i64,
    #[member(9)]
    pub spawn_y: i64,
    #[member(10)]
    pub spawn_z: i64,
    #[member(11)]
    pub spawn_forced: Option<bool>,
    #[member(12)]
    pub sleep_timer: u32,
    #[member(13)]
    pub food_exhaustion_level: f32,
    #[member(14)]
    pub food_saturation_level: f32,
    #[member(15)]
    pub food_tick_timer: u32,
    #[member(16)]
    pub xp_level: u32,
    #[member(17)]
    pub xp_p: f32,
    #[member(18)]
    pub xp_total: i32,
    #[member(19)]
    pub xp_seed: i32,
    #[member(20)]
    pub inventory: Vec<Item>,
    #[member(21)]
    pub ender_items: Vec<Item>,
    #[member(22)]
    pub abilities: Abilities,
    #[member(23)]
    pub entered_nether_position: Option<Vector3d>,
    #[member(24)]
    pub root_vehicle: Option<Vehicle>,
    #[member(25)]
    pub shoulder_entity_left: Option<Entity>,
    #[member(26)]
    pub shoulder_entity_right: Option<Entity>,
    #[member(27)]
    pub seen_credits: bool,
    #[member(28)]
    pub recipe_book: RecipeBook,
}

/// How one plays.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GameType {
    Survival = 0,
    Creative = 1,
    Adventure = 2,
    Spectator = 3,
    #[unknown]
    Other(i32),
}

/// A thing that one has.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    #[member(1)]
    pub count: i32,
    #[member(2)]
    pub slot: u32,
    #[member(3)]
    pub id: String,
}

/// What one can do.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Abilities {
    #[member(1)]
    pub walk_speed: f32,
    #[member(2)]
    pub fly_speed: f32,
    #[member(3)]
    pub may_fly: bool,
    #[member(4)]
    pub flying: bool,
    #[member(5)]
    pub invulnerable: bool,
    #[member(6)]
    pub may_build: bool,
    #[member(7)]
    pub instabuild: bool,
}

/// A place, exactly.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Vector3d {
    #[member(1)]
    pub x: f64,
    #[member(2)]
    pub y: f64,
    #[member(3)]
    pub z: f64,
}

/// A direction.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Vector2f {
    #[member(1)]
    pub x: f32,
    #[member(2)]
    pub y: f32,
}

/// An identity.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct EntityUuid {
    #[member(1)]
    pub x0: u32,
    #[member(2)]
    pub x1: u32,
    #[member(3)]
    pub x2: u32,
    #[member(4)]
    pub x3: u32,
}

/// What one rides.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Vehicle {
    #[member(1)]
    pub uuid: EntityUuid,
    #[member(2)]
    pub entity: Entity,
}

/// Something that moves.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    #[member(1)]
    pub id: String,
    #[member(2)]
    pub pos: Vector3d,
    #[member(3)]
    pub motion: Vector3d,
    #[member(4)]
    pub rotation: Vector2f,
    #[member(5)]
    pub fall_distance: f32,
    #[member(6)]
    pub fire: u32,
    #[member(7)]
    pub air: u32,
    #[member(8)]
    pub on_ground: bool,
    #[member(9)]
    pub no_gravity: bool,
    #[member(10)]
    pub invulnerable: bool,
    #[member(11)]
    pub portal_cooldown: i32,
    #[member(12)]
    pub uuid: EntityUuid,
    #[member(13)]
    pub custom_name: Option<String>,
    #[member(14)]
    pub custom_name_visible: bool,
    #[member(15)]
    pub silent: bool,
    #[member(16)]
    pub glowing: bool,
}

/// What one can make.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct RecipeBook {
    #[member(1)]
    pub recipes: Vec<String>,
    #[member(2)]
    pub to_be_displayed: Vec<String>,
    #[member(3)]
    pub is_filtering_craftable: bool,
    #[member(4)]
    pub is_gui_open: bool,
    #[member(5)]
    pub is_furnace_filtering_craftable: bool,
    #[member(6)]
    pub is_furnace_gui_open: bool,
    #[member(7)]
    pub is_blasting_furnace_filtering_craftable: bool,
    #[member(8)]
    pub is_blasting_furnace_gui_open: bool,
    #[member(9)]
    pub is_smoker_filtering_craftable: bool,
    #[member(10)]
    pub is_smoker_gui_open: bool,
}
