use contracts::contract;

contracts::package!("ui.v1");

#[contract(reserved(4), reserved(5))]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2, zigzag, zigzag)]
    delta: i64,
    #[member(3, name = "a", name = "b")]
    name: String,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
