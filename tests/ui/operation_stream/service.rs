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
    async fn sync_users(
        &self,
        requests: impl futures::Stream<Item = Result<Request, Status>>,
    ) -> Result<impl futures::Stream<Item = Result<Response, Status>>, Status>;
    #[operation]
    async fn find_users(&self, request: Request) -> Result<impl futures::Stream<Item = Response>, Status>;
    #[operation]
    async fn list_users(&self, request: Request) -> Result<impl Iterator<Item = Response>, Status>;
    #[operation]
    async fn drop_users(
        &self,
        requests: futures::stream::BoxStream<'static, Result<Request, Status>>,
    ) -> Result<Response, Status>;
}

fn main() {}
