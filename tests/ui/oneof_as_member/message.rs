use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(20)]
    Email(String),
}

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    contact: Option<Contact>,
    #[member(3)]
    contacts: Vec<Contact>,
}

fn main() {}
