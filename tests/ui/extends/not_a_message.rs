use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

pub struct User;

#[contract(extends = User)]
pub struct Nick {
    #[member(100)]
    nick: Option<String>,
}

fn main() {}
