use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    email: String,
    #[member(3, name = "email")]
    mail: String,
    #[member(4)]
    age: u32,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
