use contracts::contract;

contracts::package!("ui.v1");

pub struct Foreign;


#[contract(nested_in = Foreign)]
pub struct Address {
    #[member(1)]
    street: String,
}

fn main() {}
