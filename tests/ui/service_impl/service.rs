use contracts::{Status, contract};

contracts::package!("ui.v1");

#[contract]
pub struct Request {
    #[member(1)]
    id: String,
}

#[contract]
pub struct Response {
    #[member(1)]
    name: String,
}

#[contract]
pub trait UserService {
    #[operation]
    async fn get_user(&self, request: Request) -> Result<Response, Status>;
}

pub struct Users;

#[contract(strict)]
impl UserService for Users {
    async fn get_user(&self, _: Request) -> Result<Response, Status> {
        Err(Status::not_found("nobody"))
    }
}

pub struct Ghosts;

#[contract]
impl Ghosts {
    pub fn count(&self) -> u32 {
        0
    }
}

fn main() {}
