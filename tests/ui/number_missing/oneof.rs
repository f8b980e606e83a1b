use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(1)]
    Email(String),
    Phone(String),
    #[member]
    Fax(String),
}

#[contract]
pub struct User {
    #[oneof]
    contact: Option<Contact>,
}

fn main() {}
