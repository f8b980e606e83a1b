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
    contact: String,
    #[oneof(name = "contact")]
    reach: Option<Contact>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
