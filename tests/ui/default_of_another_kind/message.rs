use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

#[contract]
pub struct User {
    #[member(1, default = "eighteen")]
    age: Option<u32>,
    #[member(2, default = 1)]
    height: Option<f32>,
    #[member(3, required, default = b"nobody")]
    name: String,
    #[member(4, default = "none")]
    picture: Option<Vec<u8>>,
    #[member(5, default = 1)]
    active: Option<bool>,
    #[member(6, default = "00000000-0000-0000-0000-000000000000")]
    key: Option<Uuid>,
    #[member(7, default = AGE)]
    limit: Option<u64>,
}

const AGE: u64 = 18;

type Uuid = String;

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
