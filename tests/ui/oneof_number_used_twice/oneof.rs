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
pub enum Address {
    #[member(20)]
    Street(String),
    #[member(21)]
    Box(u32),
}

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[oneof]
    contact: Option<Contact>,
    #[oneof]
    address: Option<Address>,
}

fn main() {}
