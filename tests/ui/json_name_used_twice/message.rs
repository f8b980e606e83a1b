use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    display_name: String,
    #[member(3)]
    display__name: String,
    #[member(4, json_name = "id")]
    age: u32,
    #[member(5)]
    role: u32,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
