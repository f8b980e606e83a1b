use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[cfg_attr(all(), member(2))]
    name: String,
    #[member(3)]
    age: u32,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
