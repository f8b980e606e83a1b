//! How large messages may be, and what decoding them may take.

use contracts::rpc::Limits;
use contracts::rpc::connect::Connect;
use contracts::rpc::rest::Rest;
use contracts::{Code, DecodeOptions, Message, Status, contract, rpc};

use crate::counter::{Blob, Counter, CounterClient, CounterServer, Tally};
use crate::setting::Served;

async fn echo(client: &CounterClient, size: usize) -> Result<usize, Status> {
    client.echo(Blob { bytes: vec![7; size] }).await.map(|blob| blob.bytes.len())
}

fn too_large(outcome: Result<usize, Status>) -> String {
    let status = outcome.unwrap_err();
    assert_eq!(status.code(), Code::ResourceExhausted, "{status}");
    status.message().to_owned()
}

#[tokio::test]
async fn a_message_above_the_limit_is_refused_with_its_size() {
    let limits = Limits { receive: 1000, send: 500, ..Limits::default() };
    let server = rpc::tonic::Server::builder().limits(limits).service(CounterServer::new(Tally::default()));
    let served = Served::start(server).await;
    let client = served.client().await;
    assert_eq!(echo(&client, 400).await, Ok(400));
    assert_eq!(too_large(echo(&client, 1200).await), "a message of 1203 bytes is larger than the limit of 1000 bytes");
    assert_eq!(too_large(echo(&client, 800).await), "a message of 803 bytes is larger than the limit of 500 bytes");
    served.stop().await;
}

#[tokio::test]
async fn four_mebibytes_are_the_limit_unless_said_otherwise() {
    let served = Served::start(rpc::tonic::Server::builder().service(CounterServer::new(Tally::default()))).await;
    too_large(echo(&served.client().await, 5 << 20).await);
    served.stop().await;
}

#[tokio::test]
async fn a_client_has_limits_of_its_own() {
    let served = Served::start(rpc::tonic::Server::builder().service(CounterServer::new(Tally::default()))).await;
    let channel = tonic::transport::Endpoint::from_shared(served.uri()).unwrap().connect().await.unwrap();
    let client = CounterClient::from_channel_with(channel, Limits { receive: 300, send: 600, ..Limits::default() });
    assert_eq!(echo(&client, 200).await, Ok(200));
    assert_eq!(too_large(echo(&client, 700).await), "a message of 703 bytes is larger than the limit of 600 bytes");
    assert_eq!(too_large(echo(&client, 400).await), "a message of 403 bytes is larger than the limit of 300 bytes");
    served.stop().await;
}

contracts::package!("basket.v1");

/// What someone carries.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Basket {
    /// The articles.
    #[member(1)]
    pub articles: Vec<u32>,
    /// A basket inside.
    #[member(2)]
    pub inside: Option<Box<Basket>>,
}

/// Hands baskets back.
#[contract]
pub trait BasketService {
    /// Hands back the basket.
    #[operation(http(get = "/v1/baskets"))]
    async fn carry(&self, request: Basket) -> Result<Basket, Status>;
    /// Hands back so many articles, and nothing in between.
    #[operation(http(post = "/v1/baskets", body = "*"))]
    async fn fill(&self, request: Basket) -> Result<Basket, Status>;
}

struct Hand;

impl BasketService for Hand {
    async fn carry(&self, request: Basket) -> Result<Basket, Status> {
        Ok(request)
    }

    async fn fill(&self, request: Basket) -> Result<Basket, Status> {
        Ok(Basket { articles: vec![1; request.articles.iter().sum::<u32>() as usize], inside: None })
    }
}

const FEW: Limits = Limits {
    receive: 4 << 20,
    send: usize::MAX,
    decode: DecodeOptions::new().with_elements(3).with_depth(2).with_size(40),
};

fn full(articles: usize) -> Basket {
    Basket { articles: vec![1; articles], inside: None }
}

fn inside(levels: usize) -> Basket {
    (0..levels).fold(full(0), |inside, _| Basket { articles: Vec::new(), inside: Some(inside.into()) })
}

fn refused(outcome: Result<Basket, Status>) -> (Code, String) {
    let status = outcome.unwrap_err();
    (status.code(), status.message().to_owned())
}

const TOO_MANY: &str = "Basket.articles: more than the limit of 3 elements in all repeated fields and maps";

#[tokio::test]
async fn a_request_that_takes_more_than_decoding_may_is_refused() {
    let server = rpc::tonic::Server::builder().limits(FEW).service(BasketServiceServer::new(Hand));
    let served = Served::start(server).await;
    let client = BasketServiceClient::connect(served.uri()).await.unwrap();
    assert_eq!(client.carry(full(3)).await, Ok(full(3)));
    assert_eq!(client.carry(inside(2)).await, Ok(inside(2)));
    assert_eq!(refused(client.carry(full(4)).await), (Code::ResourceExhausted, TOO_MANY.to_owned()));
    let (code, message) = refused(client.carry(full(90)).await);
    assert_eq!(
        (code, &*message),
        (Code::ResourceExhausted, "Basket: a message of 92 bytes is larger than the limit of 40 bytes")
    );
    let (code, message) = refused(client.carry(inside(3)).await);
    assert_eq!(
        (code, &*message),
        (Code::InvalidArgument, "Basket.inside.inside.inside: nested deeper than the limit of 2 levels")
    );
    served.stop().await;
}

#[tokio::test]
async fn a_client_decodes_within_limits_of_its_own() {
    let served = Served::start(rpc::tonic::Server::builder().service(BasketServiceServer::new(Hand))).await;
    let channel = tonic::transport::Endpoint::from_shared(served.uri()).unwrap().connect().await.unwrap();
    let client = BasketServiceClient::from_channel_with(channel, FEW);
    let of = |count| Basket { articles: vec![count], inside: None };
    assert_eq!(client.fill(of(3)).await, Ok(full(3)));
    assert_eq!(refused(client.fill(of(4)).await), (Code::ResourceExhausted, TOO_MANY.to_owned()));
    served.stop().await;
}

#[tokio::test]
async fn connect_has_the_same_limits() {
    let connect = Connect::new().service(&BasketServiceServer::new(Hand).with_limits(FEW));
    let call = async |content_type: &str, body: Vec<u8>| {
        let request = http::Request::post("/basket.v1.BasketService/Carry").header("content-type", content_type);
        let response = connect.answer(request.body(http_body_util::Full::from(body)).unwrap()).await;
        let status = response.status().as_u16();
        let body = http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    };
    let (proto, json) = ("application/proto", "application/json");
    assert_eq!(call(proto, full(3).encode_to_vec()).await.0, 200);
    let (status, error) = call(proto, full(4).encode_to_vec()).await;
    assert!(status == 429 && error.contains("resource_exhausted") && error.contains(TOO_MANY), "{status} {error}");
    let (status, error) = call(proto, inside(3).encode_to_vec()).await;
    assert!(status == 400 && error.contains("invalid_argument") && error.contains("limit of 2 levels"), "{error}");
    assert_eq!(call(json, br#"{"inside":{"inside":{}}}"#.to_vec()).await.0, 200);
    let (status, error) = call(json, br#"{"inside":{"inside":{"inside":{}}}}"#.to_vec()).await;
    assert!(status == 400 && error.contains("limit of 2 levels"), "{error}");
}

#[tokio::test]
async fn a_body_of_rest_is_as_deep_as_the_limit() {
    let rest = Rest::new().service(&BasketServiceServer::new(Hand).with_limits(FEW)).unwrap();
    let call = async |body: &'static str| {
        let request = http::Request::post("/v1/baskets").header("content-type", "application/json");
        let response = rest.answer(request.body(http_body_util::Full::from(body)).unwrap()).await;
        let status = response.status().as_u16();
        let body = http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    };
    assert_eq!(call(r#"{"inside":{}}"#).await.0, 200);
    assert_eq!(call(r#"{"inside":{"inside":{}}}"#).await.0, 200);
    let (status, error) = call(r#"{"inside":{"inside":{"inside":{}}}}"#).await;
    assert!(status == 400 && error.contains("limit of 2 levels"), "{status} {error}");
}

#[tokio::test]
async fn a_query_names_no_field_deeper_than_anyone_needs() {
    let rest = Rest::new().service(&BasketServiceServer::new(Hand)).unwrap();
    let call = async |levels: usize| {
        let uri = format!("/v1/baskets?{}articles=7", "inside.".repeat(levels));
        let request = http::Request::get(uri).body(http_body_util::Empty::<bytes::Bytes>::new()).unwrap();
        rest.answer(request).await.status().as_u16()
    };
    assert_eq!(call(0).await, 200);
    assert_eq!(call(31).await, 200);
    assert_eq!(call(32).await, 400);
    assert_eq!(call(9000).await, 400);
}

#[tokio::test]
async fn nothing_is_decoded_in_process() {
    let client = BasketServiceClient::in_process_server(&BasketServiceServer::new(Hand).with_limits(FEW));
    assert_eq!(client.carry(full(100)).await, Ok(full(100)));
}
