use contracts::contract;

contracts::package!("ui.v1");

const NUMBER: u32 = 2;

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(NUMBER)]
    email: String,
    #[member("3")]
    name: String,
    #[member(4, 5)]
    age: u32,
    #[member = 6]
    role: u32,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
