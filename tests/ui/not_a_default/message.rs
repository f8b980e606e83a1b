use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

#[contract]
pub struct User {
    #[member(1, default = 9 + 9)]
    age: Option<u32>,
    #[member(2, default = String::new())]
    name: Option<String>,
    #[member(3, default = 'n')]
    letter: Option<String>,
    #[member(4, default)]
    text: Option<String>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
