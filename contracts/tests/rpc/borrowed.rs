//! Requests that borrow: in process, as an object, over gRPC, over Connect and as REST.

use std::sync::Arc;

use contracts::rpc::{self, TypedError};
use contracts::{Code, Context, Status, contract};
use futures::{Stream, StreamExt, TryStreamExt};

use crate::setting::{Served, post};

contracts::package!("depot.v1");

/// Asks for goods.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct OrderGoodsRequest<'a> {
    /// What.
    #[member(1)]
    names: Vec<&'a str>,
    /// What is written on it.
    #[member(2)]
    label: &'a [u8],
}

/// What there was.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct OrderGoodsResponse {
    /// All the names.
    #[member(1)]
    names: String,
    /// How long the label is.
    #[member(2)]
    label: u32,
}

/// Why goods do not come.
#[contract]
#[derive(Debug)]
enum DepotError {
    /// There are none of this name.
    #[member(1)]
    #[error(code = NotFound, message = "none there")]
    NotThere(OrderGoodsResponse),
    /// Any other reason.
    #[status]
    Other(Status),
}

/// Has goods.
#[contract]
trait Depot {
    /// Orders.
    #[operation(http(post = "/v1/goods", body = "*"))]
    async fn order_goods(&self, request: OrderGoodsRequest<'_>) -> Result<OrderGoodsResponse, DepotError>;
    /// Orders, and leaves a mark.
    #[operation]
    async fn mark_goods(&self, cx: &Context, request: OrderGoodsRequest<'_>) -> Result<OrderGoodsResponse, Status>;
    /// Sends one after the other.
    #[operation]
    async fn send_goods(
        &self,
        request: OrderGoodsRequest<'_>,
    ) -> Result<impl Stream<Item = Result<OrderGoodsResponse, Status>>, Status>;
    /// Sends one after the other, and leaves a mark.
    #[operation]
    async fn send_marked_goods(
        &self,
        request: OrderGoodsRequest<'_>,
        cx: &Context,
    ) -> Result<impl Stream<Item = Result<OrderGoodsResponse, Status>>, Status>;
}

#[derive(Clone)]
struct Hall {
    prefix: String,
}

impl Hall {
    fn response(&self, request: &OrderGoodsRequest<'_>) -> OrderGoodsResponse {
        OrderGoodsResponse { names: self.prefix.clone() + &request.names.join("+"), label: request.label.len() as u32 }
    }

    /// A stream that borrows from the service and from the request.
    fn each(&self, request: OrderGoodsRequest<'_>) -> impl Stream<Item = Result<OrderGoodsResponse, Status>> {
        futures::stream::iter(request.names.into_iter().map(move |name| {
            Ok(OrderGoodsResponse { names: self.prefix.clone() + name, label: request.label.len() as u32 })
        }))
    }
}

impl Depot for Hall {
    async fn order_goods(&self, request: OrderGoodsRequest<'_>) -> Result<OrderGoodsResponse, DepotError> {
        tokio::task::yield_now().await;
        match request.names.as_slice() {
            ["none"] => Err(DepotError::NotThere(self.response(&request))),
            _ => Ok(self.response(&request)),
        }
    }

    async fn mark_goods(&self, cx: &Context, request: OrderGoodsRequest<'_>) -> Result<OrderGoodsResponse, Status> {
        cx.set_response_header("x-mark", "made")?;
        tokio::task::yield_now().await;
        Ok(self.response(&request))
    }

    async fn send_goods(
        &self,
        request: OrderGoodsRequest<'_>,
    ) -> Result<impl Stream<Item = Result<OrderGoodsResponse, Status>>, Status> {
        Ok(self.each(request))
    }

    async fn send_marked_goods(
        &self,
        request: OrderGoodsRequest<'_>,
        cx: &Context,
    ) -> Result<impl Stream<Item = Result<OrderGoodsResponse, Status>>, Status> {
        cx.set_response_header("x-mark", "made")?;
        Ok(self.each(request))
    }
}

fn hall() -> Hall {
    Hall { prefix: "hall: ".to_owned() }
}

/// Orders in all the ways there are.
async fn check(depot: &impl Depot) {
    let label = vec![0; 20_000];
    let names = ["red".to_owned(), "shoes".to_owned()];
    let request = || OrderGoodsRequest { names: names.iter().map(String::as_str).collect(), label: &label };
    let all = OrderGoodsResponse { names: "hall: red+shoes".to_owned(), label: 20_000 };
    assert_eq!(depot.order_goods(request()).await.unwrap(), all);
    let cx = Context::new();
    assert_eq!(depot.mark_goods(&cx, request()).await.unwrap(), all);
    let each = |name: &str| OrderGoodsResponse { names: format!("hall: {name}"), label: 20_000 };
    let sent: Vec<_> = depot.send_goods(request()).await.unwrap().try_collect().await.unwrap();
    assert_eq!(sent, [each("red"), each("shoes")]);
    let sent: Vec<_> = depot.send_marked_goods(request(), &cx).await.unwrap().map(Result::unwrap).collect().await;
    assert_eq!(sent, [each("red"), each("shoes")]);
    let none = depot.order_goods(OrderGoodsRequest { names: vec!["none"], label: b"" }).await.unwrap_err();
    assert_eq!(none.code(), Code::NotFound);
    assert!(matches!(none, DepotError::NotThere(response) if response.names == "hall: none"));
}

#[tokio::test]
async fn requests_borrow_wherever_the_service_is() {
    check(&hall()).await;
    let object: Arc<dyn DynDepot> = Arc::new(hall());
    check(&object).await;
    check(&DepotClient::in_process(hall())).await;
    check(&DepotClient::in_process(object)).await;
    let served = Served::start(rpc::tonic::Server::builder().service(DepotServer::new(hall()))).await;
    check(&DepotClient::connect(served.uri()).await.unwrap()).await;
    served.stop().await;
}

#[tokio::test]
async fn a_request_over_http_borrows_too() {
    let server = rpc::tonic::Server::builder().service(DepotServer::new(hall())).connect().rest();
    let served = Served::start(server).await;
    let json = r#"{"names": ["r\u0065d"], "label": "AAA="}"#;
    let (status, body) = post(served.address, "/v1/goods", "application/json", json.as_bytes()).await;
    assert_eq!((status, body.as_slice()), (200, &br#"{"names":"hall: red","label":2}"#[..]));
    let (status, body) = post(served.address, "/depot.v1.Depot/OrderGoods", "application/json", json.as_bytes()).await;
    assert_eq!((status, body.as_slice()), (200, &br#"{"names":"hall: red","label":2}"#[..]));
    let proto = b"\x0a\x03red\x12\x01\x00";
    let (status, body) = post(served.address, "/depot.v1.Depot/OrderGoods", "application/proto", proto).await;
    assert_eq!((status, body.as_slice()), (200, &b"\x0a\x09hall: red\x10\x01"[..]));
    let (status, body) = post(served.address, "/depot.v1.Depot/OrderGoods", "application/proto", b"\x0a\x01\xff").await;
    let body = String::from_utf8(body).unwrap();
    assert!(status == 400 && body.contains("invalid_argument") && body.contains("names[0]: invalid UTF-8"), "{body}");
    served.stop().await;
}

#[tokio::test]
async fn the_limits_of_the_server_hold() {
    let limits = rpc::Limits { decode: contracts::DecodeOptions::new().with_elements(1), ..rpc::Limits::default() };
    let served = Served::start(rpc::tonic::Server::builder().service(DepotServer::new(hall())).limits(limits)).await;
    let client = DepotClient::connect(served.uri()).await.unwrap();
    let many = OrderGoodsRequest { names: vec!["a", "b"], label: b"" };
    let error = client.order_goods(many.clone()).await.unwrap_err();
    assert_eq!(error.code(), Code::ResourceExhausted, "{error}");
    let error = client.send_goods(many).await.map(drop).unwrap_err();
    assert_eq!(error.code(), Code::ResourceExhausted, "{error}");
    served.stop().await;
}
