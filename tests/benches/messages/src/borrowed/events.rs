//! What happened. What can borrow does.

use contracts::contract;

use crate::Position;

contracts::package!("bench.borrowed.v1");

/// What happened.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Events<'a> {
    #[member(1)]
    pub events: Vec<Event<'a>>,
}

/// One event.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Event<'a> {
    #[member(1)]
    pub id: u64,
    #[member(2)]
    pub micros: i64,
    #[oneof]
    pub what: Option<What<'a>>,
}

/// What it is.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum What<'a> {
    #[member(3)]
    Opened(&'a str),
    #[member(4)]
    Moved(Position),
    #[member(5)]
    Scored(u64),
    #[member(6)]
    Closed(bool),
}
