use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(536870912)]
    email: String,
    #[member(536870911)]
    name: String,
    #[member(18446744073709551616)]
    age: u32,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
