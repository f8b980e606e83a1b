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
    #[operation(http(post = "/v1/users", body = "*"))]
    async fn create_user(&self, request: Request) -> Result<Response, Status>;
    #[operation(http(body = "*"))]
    async fn change_user(&self, request: Request) -> Result<Response, Status>;
    #[operation(http(get = "/v1/users/{id}", delete = "/v1/users/{id}"))]
    async fn drop_user(&self, request: Request) -> Result<Response, Status>;
    #[operation(3)]
    async fn count_users(&self, request: Request) -> Result<Response, Status>;
}

fn main() {}
