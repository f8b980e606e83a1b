use contracts::contract;

contracts::package!("ui.v1");

#[contract(reserved(4, 9..=12))]
pub struct User {
    #[member(1)]
    id: String,
    #[member(4)]
    email: String,
    #[member(10)]
    name: String,
    #[member(2)]
    age: u32,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
