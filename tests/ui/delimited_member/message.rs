use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

use std::collections::{BTreeMap, VecDeque};

#[contract]
pub struct User {
    #[member(1, delimited)]
    id: String,
    #[member(2, delimited)]
    team: Option<Box<Team>>,
    #[member(3, delimited)]
    teams: VecDeque<Team>,
    #[member(4, delimited)]
    by_name: BTreeMap<String, Team>,
    #[member(5, delimited, unpacked)]
    others: Vec<Team>,
    #[member(6, delimited, default = 1)]
    first: Option<Team>,
}

#[contract]
pub struct Team {
    #[member(1)]
    name: String,
}

fn main() {}
