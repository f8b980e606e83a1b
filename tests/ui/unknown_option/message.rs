use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(20, fixd)]
    Number(u32),
    #[member(21)]
    Email(String),
}

#[contract(reservd(4))]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2, zig_zag)]
    delta: i64,
    #[member(3, colour = "red")]
    name: String,
    #[oneof(nam = "x")]
    contact: Option<Contact>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
