use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug)]
pub enum UserError {
    #[member(1)]
    #[error(code = NotFound)]
    NotFound(String),
    #[member(2)]
    #[error(code = AlreadyExists)]
    Exists(String),
}

fn main() {}
