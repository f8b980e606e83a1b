//! The saved players of a game. What can borrow does.

use contracts::contract;

use crate::{Abilities, EntityUuid, GameType, Vector2f, Vector3d};

contracts::package!("bench.borrowed.v1");

/// All players.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Players<'a> {
    #[member(1)]
    pub players: Vec<Player<'a>>,
}

/// One player.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Player<'a> {
    #[member(1)]
    pub game_type: GameType,
    #[member(2)]
    pub previous_game_type: GameType,
    #[member(3)]
    pub score: i64,
    #[member(4)]
    pub dimension: &'a str,
    #[member(5)]
    pub selected_item_slot: u32,
    #[member(6)]
    pub selected_item: Item<'a>,
    #[member(7)]
    pub spawn_dimension: Option<&'a str>,
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
    pub inventory: Vec<Item<'a>>,
    #[member(21)]
    pub ender_items: Vec<Item<'a>>,
    #[member(22)]
    pub abilities: Abilities,
    #[member(23)]
    pub entered_nether_position: Option<Vector3d>,
    #[member(24)]
    pub root_vehicle: Option<Vehicle<'a>>,
    #[member(25)]
    pub shoulder_entity_left: Option<Entity<'a>>,
    #[member(26)]
    pub shoulder_entity_right: Option<Entity<'a>>,
    #[member(27)]
    pub seen_credits: bool,
    #[member(28)]
    pub recipe_book: RecipeBook<'a>,
}

/// A thing that one has.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    #[member(1)]
    pub count: i32,
    #[member(2)]
    pub slot: u32,
    #[member(3)]
    pub id: &'a str,
}

/// What one rides.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Vehicle<'a> {
    #[member(1)]
    pub uuid: EntityUuid,
    #[member(2)]
    pub entity: Entity<'a>,
}

/// Something that moves.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Entity<'a> {
    #[member(1)]
    pub id: &'a str,
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
    pub custom_name: Option<&'a str>,
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
pub struct RecipeBook<'a> {
    #[member(1)]
    pub recipes: Vec<&'a str>,
    #[member(2)]
    pub to_be_displayed: Vec<&'a str>,
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
