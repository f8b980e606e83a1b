use contracts::{Status, contract};
use futures::Stream;

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
    async fn find_user(&self, request: Request) -> Response;
    #[operation]
    async fn drop_user(&self, request: Request);
    #[operation]
    async fn watch_user(&self, request: Request) -> impl Stream<Item = Result<Response, Status>>;
}

fn main() {}
