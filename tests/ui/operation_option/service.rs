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
    #[operation(htp(get = "/v1/users"))]
    async fn find_user(&self, request: Request) -> Result<Response, Status>;
    #[operation(http(get = "v1/users"), idempotency = no_side_effect)]
    async fn list_users(&self, request: Request) -> Result<Response, Status>;
    #[operation(http(get = "/v1/users", body = "*"))]
    async fn drop_user(&self, request: Request) -> Result<Response, Status>;
    #[operation(http(get = "/v1/users", response_body = "*"))]
    async fn name_user(&self, request: Request) -> Result<Response, Status>;
    #[operation(name = "GetUser")]
    async fn change_user(&self, request: Request) -> Result<Response, Status>;
}

fn main() {}
