use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

#[contract(extensions(100..))]
pub struct User {
    #[member(1)]
    id: Option<String>,
}

fn main() {}
