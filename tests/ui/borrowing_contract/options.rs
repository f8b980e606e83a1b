use contracts::{Status, contract};

contracts::package!("ui.v1", syntax = "proto2");

#[contract(extensions(100..=199))]
pub struct Open<'a> {
    #[member(1)]
    name: Option<&'a str>,
}

#[contract]
pub enum Choice<'a> {
    #[member(1)]
    Name(&'a str),
    #[member(2)]
    Names(Vec<&'a str>),
}

#[contract]
pub enum OrderError<'a> {
    #[member(1)]
    #[error(code = NotFound)]
    NotFound(&'a str),
    #[status]
    Other(Status),
}

fn main() {}
