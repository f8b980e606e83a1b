use contracts::contract;

contracts::package!("ui.v1");

#[contract(reserved(3, first, 9..12, 14..=13, 0, 2.5, 20..=30))]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    email: String,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
