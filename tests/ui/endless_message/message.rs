use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    parent: User,
    #[member(3)]
    boss: Box<User>,
    #[member(4)]
    friend: Option<Box<User>>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
