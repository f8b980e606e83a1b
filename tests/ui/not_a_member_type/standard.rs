use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    size: usize,
    #[member(3)]
    letters: Vec<char>,
    #[member(4)]
    pair: (String, u32),
    #[member(5)]
    places: [u32; 4],
    #[member(6)]
    name: &'static str,
    #[member(7)]
    key: Option<&'static [u8]>,
    #[member(8)]
    bytes: [u8; 16],
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
