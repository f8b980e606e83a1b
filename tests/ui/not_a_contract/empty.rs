use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub enum Nothing {}

fn main() {}
