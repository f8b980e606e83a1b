//! What happened: many messages, each of which is one of several.

use contracts::contract;

contracts::package!("bench.v1");

/// What happened.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Events {
    #[member(1)]
    pub events: Vec<Event>,
}

/// One event.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    #[member(1)]
    pub id: u64,
    #[member(2)]
    pub micros: i64,
    #[oneof]
    pub what: Option<What>,
}

/// What it is.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    #[member(3)]
    Opened(String),
    #[member(4)]
    Moved(Position),
    #[member(5)]
    Scored(u64),
    #[member(6)]
    Closed(bool),
}

/// Where it is.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    #[member(1)]
    pub x: f32,
    #[member(2)]
    pub y: f32,
}
