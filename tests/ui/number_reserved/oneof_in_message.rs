use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(4)]
    Email(String),
    #[member(5)]
    Phone(String),
}

#[contract(reserved(4))]
pub struct User {
    #[member(1)]
    id: String,
    #[oneof]
    contact: Option<Contact>,
}

fn main() {}
