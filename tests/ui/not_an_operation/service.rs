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
    async fn find_user(&self, request: Request) -> Result<Response, Status>;
    #[operation]
    async fn drop_user(&self, request: Request) -> Result<Response, Status> { todo!("{}", request.id) }
    type Output;
    #[operation]
    unsafe fn change_user(&self, request: Request) -> Result<Response, Status>;
}

fn main() {}
