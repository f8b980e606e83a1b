//! The services as a client sees them: in the process, and over a connection.

use std::pin::Pin;
use std::time::Duration;

use contracts::{Context, rpc};
use futures::{Stream, StreamExt};
use kernel::services::{Orders, Users};
use kernel::storage::Store;
use kernel_api::common::Money;
use kernel_api::order::*;
use kernel_api::user::*;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::time::timeout;

/// After this a test has failed.
pub(crate) const SOON: Duration = Duration::from_secs(20);

/// Clients of both services, which stand on one store.
pub(crate) struct Clients {
    pub(crate) users: UserServiceClient,
    pub(crate) orders: OrderServiceClient,
    _folder: TempDir,
}

/// Clients without a connection, and clients with one.
pub(crate) async fn both() -> [Clients; 2] {
    [in_process().await, connected().await]
}

pub(crate) async fn in_process() -> Clients {
    let (store, folder) = store().await;
    let users = UserServiceClient::in_process(Users::new(store.clone()));
    Clients { users, orders: OrderServiceClient::in_process(Orders::new(store)), _folder: folder }
}

pub(crate) async fn connected() -> Clients {
    let (store, folder) = store().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let uri = format!("http://{}", listener.local_addr().unwrap());
    let server = rpc::tonic::Server::builder()
        .service(UserServiceServer::new(Users::new(store.clone())))
        .service(OrderServiceServer::new(Orders::new(store)));
    tokio::spawn(server.serve(listener));
    let users = UserServiceClient::connect(uri.clone()).await.unwrap();
    Clients { users, orders: OrderServiceClient::connect(uri).await.unwrap(), _folder: folder }
}

async fn store() -> (Store, TempDir) {
    let folder = TempDir::new().unwrap();
    (Store::open(&folder.path().join("kernel.db")).await.unwrap(), folder)
}

impl Clients {
    pub(crate) async fn create_user(&self, email: &str) -> Result<User, UserError> {
        let response = self.users.create_user(new_user(email), &Context::new()).await;
        response.map(|response| response.user)
    }

    pub(crate) async fn create_order(&self, user: &User) -> Order {
        let request = CreateOrderRequest { user_id: user.id, lines: vec![line("tea", 2, 350)] };
        self.orders.create_order(request).await.unwrap().order
    }

    /// Reports that an order has got a status, outside.
    pub(crate) async fn report(&self, order: &Order, status: OrderStatus) -> UploadOrderEventsResponse {
        let event = UploadOrderEventsRequest { order_id: order.id, status, ..Default::default() };
        self.orders.upload_order_events(futures::stream::iter([Ok(event)])).await.unwrap()
    }
}

pub(crate) fn new_user(email: &str) -> CreateUserRequest {
    CreateUserRequest { email: email.to_owned(), display_name: "Someone".to_owned(), ..Default::default() }
}

pub(crate) fn line(sku: &str, quantity: u32, minor_units: i64) -> OrderLine {
    let unit_price = Money { currency_code: "EUR".to_owned(), minor_units };
    OrderLine { sku: sku.to_owned(), quantity, unit_price }
}

/// The next so many items of a stream.
pub(crate) async fn take<S: Stream>(stream: &mut Pin<&mut S>, count: usize) -> Vec<S::Item> {
    let mut items = Vec::new();
    while items.len() < count {
        let item = timeout(SOON, stream.next()).await.expect("the stream says nothing");
        items.push(item.expect("the stream has ended"));
    }
    items
}

/// Whether a stream says nothing for a while.
pub(crate) async fn is_silent<S: Stream>(stream: &mut Pin<&mut S>) -> bool {
    timeout(Duration::from_millis(50), stream.next()).await.is_err()
}
