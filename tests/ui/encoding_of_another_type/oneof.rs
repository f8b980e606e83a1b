use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Contact {
    #[member(1, zigzag)]
    Email(String),
    #[member(2, unpacked)]
    Phone(u32),
    #[member(3, fixed)]
    Fax(u64),
}

fn main() {}
