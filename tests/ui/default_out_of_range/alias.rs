use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

type Age = u8;

#[contract]
pub struct User {
    #[member(1, default = 300)]
    age: Option<Age>,
    #[member(2, required, default = 0x100)]
    limit: Age,
}

fn main() {}
