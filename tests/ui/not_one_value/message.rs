use contracts::contract;

contracts::package!("ui.v1");

use std::collections::HashMap;

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    optional: Option<Vec<String>>,
    #[member(3)]
    twice: Option<Option<u32>>,
    #[member(4)]
    holes: Vec<Option<String>>,
    #[member(5)]
    grid: Vec<Vec<u32>>,
    #[member(6)]
    lists: HashMap<String, Vec<u32>>,
    #[member(7)]
    maybe: HashMap<String, Option<u32>>,
    #[member(8)]
    map: Option<HashMap<String, u32>>,
    #[member(9)]
    blobs: Vec<Vec<u8>>,
    #[member(10)]
    blob: Option<Vec<u8>>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
