use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(2)]
    Email(String),
    #[member(20)]
    Phone(String),
}

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    name: String,
    #[oneof]
    contact: Option<Contact>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
