use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(20)]
    Email(String),
    #[member(21)]
    Phone(String),
}

#[contract]
pub enum Login {
    #[member(30)]
    Email(String),
    #[member(31)]
    Key(String),
}

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[oneof]
    contact: Option<Contact>,
    #[oneof]
    login: Option<Login>,
}

#[contract]
pub struct Team {
    #[member(1)]
    name: String,
    #[oneof]
    phone: Option<Contact>,
}

fn main() {}
