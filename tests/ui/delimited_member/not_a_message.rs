use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

#[contract]
#[derive(Clone, Copy)]
pub enum Color {
    Unspecified = 0,
}

#[contract]
pub struct User {
    #[member(1, delimited)]
    color: Option<Color>,
}

fn main() {}
