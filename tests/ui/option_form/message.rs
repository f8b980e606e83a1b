use contracts::contract;

contracts::package!("ui.v1");

#[contract(reserved = 4)]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2, zigzag = true)]
    delta: i64,
    #[member(3, name)]
    name: String,
    #[member(4, as)]
    age: u32,
    #[member(5, name = other)]
    role: u32,
    #[member(6 zigzag)]
    score: i32,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
