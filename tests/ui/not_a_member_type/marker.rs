use contracts::contract;

contracts::package!("ui.v1");

pub struct Foreign;


pub struct Marker;

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2, as = Marker)]
    other: Foreign,
}

fn main() {}
