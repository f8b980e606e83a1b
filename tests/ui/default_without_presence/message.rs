use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

#[contract]
pub struct User {
    #[member(1, required, default = "nobody")]
    name: String,
    #[member(2, default = 18)]
    age: u32,
    #[member(3, default = 1)]
    scores: Vec<i32>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
