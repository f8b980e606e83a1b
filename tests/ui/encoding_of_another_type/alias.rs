use contracts::contract;

contracts::package!("ui.v1");

type Address = String;

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2, zigzag)]
    email: Address,
    #[member(3, zigzag)]
    delta: i32,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
