use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(20)]
    Email(String),
    #[member(21)]
    HomePhone(String),
}

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    email: String,
    #[member(3, json_name = "homePhone")]
    phone: String,
    #[oneof]
    contact: Option<Contact>,
}

fn main() {}
