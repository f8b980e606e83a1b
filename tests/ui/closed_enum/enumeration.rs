use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

#[contract(closed)]
#[derive(Clone, Copy)]
pub enum Color {
    Red = 2,
    Green = 1,
    #[unknown]
    Other(i32),
}

#[contract(closed)]
#[derive(Clone, Copy)]
pub enum Shape {
    #[cfg(all())]
    Round = 1,
    Flat = 2,
}

#[contract(closed)]
#[derive(Clone, Copy)]
pub enum Nothing {}

#[contract]
pub struct Thing {
    #[member(1)]
    color: Option<Color>,
    #[member(2)]
    shape: Option<Shape>,
}

fn main() {}
