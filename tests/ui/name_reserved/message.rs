use contracts::contract;

contracts::package!("ui.v1");

#[contract(reserved("email", "old_mail"))]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    email: String,
    #[member(3, name = "old_mail")]
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
