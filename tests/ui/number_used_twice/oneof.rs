use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(1)]
    Email(String),
    #[member(1)]
    Phone(String),
    #[member(2)]
    Fax(String),
}

fn main() {}
