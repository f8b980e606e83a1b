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
    #[operation]
    async fn find_user(&self, request: Request) -> Result<Response, Status>;
}

pub struct Users;

impl UserService for Users {
    async fn get_user(&self, _: Request) -> Result<Response, Status> {
        Err(Status::not_found("nobody"))
    }

    async fn find_user(&self, request: Request) -> Result<Response, Status> {
        let shared = std::rc::Rc::new(request);
        std::future::ready(()).await;
        Ok(Response { name: shared.id.clone() })
    }
}

fn main() {}
