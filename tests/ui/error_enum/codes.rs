use contracts::{Status, contract};

contracts::package!("ui.v1");

#[contract]
#[derive(Debug)]
pub enum UserError {
    #[member(1)]
    #[error(code = NotFoud)]
    NotFound(String),
    #[member(2)]
    #[error(message = "there already")]
    Exists(String),
    #[member(3)]
    Denied(String),
    #[member(4)]
    #[error(code = Aborted)]
    Aborted(String),
    #[status]
    Other(Status),
    #[status]
    More(Status),
}

fn main() {}
