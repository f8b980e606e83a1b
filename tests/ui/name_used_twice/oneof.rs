use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(1)]
    HomePhone(String),
    #[member(2, name = "home_phone")]
    Phone(String),
    #[member(3)]
    Fax(String),
}

fn main() {}
