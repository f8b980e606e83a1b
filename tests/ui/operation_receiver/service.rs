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
    async fn change_user(&mut self, request: Request) -> Result<Response, Status>;
    #[operation]
    async fn drop_user(self, request: Request) -> Result<Response, Status>;
    #[operation]
    async fn share_user(self: std::sync::Arc<Self>, request: Request) -> Result<Response, Status>;
    #[operation]
    async fn count_users(request: Request) -> Result<Response, Status>;
}

fn main() {}
