use contracts::{UnknownFields, contract};

contracts::package!("ui.v1", syntax = "proto2");

#[contract(extensions(1..=10, 20))]
pub struct User {
    #[member(7)]
    name: Option<String>,
    #[member(20)]
    age: Option<u32>,
    #[member(11)]
    id: Option<String>,
    #[unknown]
    unknown: UnknownFields,
}

fn main() {}
