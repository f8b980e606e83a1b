use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(1)]
    Email(String),
    #[member(2)]
    Phones(Vec<String>),
    #[member(3)]
    Fax(Option<String>),
    #[member(4)]
    Key(Vec<u8>),
    #[member(5)]
    Both(String, u32),
    #[member(6)]
    Address { street: String },
}

fn main() {}
