use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

#[contract]
pub enum Contact {
    #[member(1, required)]
    Phone(String),
    #[member(2, default = "nobody")]
    Email(String),
}

#[contract]
pub struct User {
    #[oneof]
    contact: Option<Contact>,
}

fn main() {}
