use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

type Age = u32;

#[contract(closed)]
#[derive(Clone, Copy)]
pub enum Color {
    Red = 1,
}

const FAVORITE: i32 = 1;

#[contract]
pub struct User {
    #[member(1, default = "eighteen")]
    age: Option<Age>,
    #[member(2, required, default = "one")]
    limit: Age,
    #[member(3, default = 1)]
    color: Option<Color>,
    #[member(4, default = FAVORITE)]
    favorite: Option<Color>,
    #[member(5, default = -1)]
    negative: Option<Age>,
}

fn main() {}
