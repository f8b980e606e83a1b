use contracts::{Status, contract};

contracts::package!("ui.v1");

#[contract]
pub struct Request<'a> {
    #[member(1)]
    id: &'a str,
}

#[contract]
pub struct Response {
    #[member(1)]
    name: String,
}

#[contract]
pub trait UserService {
    #[operation]
    async fn get_user(&self, request: Request<'_>) -> Result<Response, Status>;
    #[operation]
    async fn find_user(&self, request: &Request<'_>) -> Result<Response, Status>;
    #[operation]
    async fn keep_user(&self, request: Request<'static>) -> Result<Response, Status>;
    #[operation]
    async fn name_user<'a>(&self, request: Request<'a>) -> Result<Response, Status>;
    #[operation]
    async fn echo_user(&self, request: Request<'_>) -> Result<Request<'_>, Status>;
    #[operation]
    async fn send_users(
        &self,
        requests: impl futures::Stream<Item = Result<Request<'_>, Status>>,
    ) -> Result<Response, Status>;
}

fn main() {}
