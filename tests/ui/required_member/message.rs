use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

#[contract]
pub struct User {
    #[member(1, required)]
    id: String,
    #[member(2, required)]
    name: Option<String>,
    #[member(3, required)]
    groups: Vec<u32>,
    #[member(4, required)]
    labels: std::collections::HashMap<String, String>,
}

#[contract]
pub struct Team {
    #[member(1, required)]
    lead: User,
    #[member(2)]
    users: Vec<User>,
}

fn main() {}
