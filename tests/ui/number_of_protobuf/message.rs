use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(19000)]
    email: String,
    #[member(19999, zigzag)]
    delta: i64,
    #[member(18999)]
    name: String,
    #[member(20000)]
    age: u32,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
