use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

#[contract]
pub struct User {
    #[member(1, default = 256)]
    age: Option<u8>,
    #[member(2, default = -1)]
    height: Option<u32>,
    #[member(3, required, default = 9223372036854775808)]
    balance: i64,
    #[member(4, default = 1e39)]
    weight: Option<f32>,
    #[member(5, default = -9223372036854775808)]
    least: Option<i64>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
