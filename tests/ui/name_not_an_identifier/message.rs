use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2, name = "e-mail")]
    email: String,
    #[member(3, name = "")]
    name: String,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
