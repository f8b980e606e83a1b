use contracts::contract;

contracts::package!("ui.v1");

use contracts::UnknownFields;

#[contract]
pub enum Contact {
    #[member(20)]
    Email(String),
}

#[contract]
pub struct Address {
    #[member(1)]
    street: String,
    #[unknown]
    unknown: UnknownFields,
    #[unknown]
    more: UnknownFields,
}

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    name: String,
    #[member(2)]
    #[oneof]
    age: u32,
    #[unknown]
    unknown: Vec<u8>,
    #[oneof]
    contact: Contact,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
