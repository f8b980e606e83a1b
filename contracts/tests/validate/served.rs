//! A server refuses what breaks its rules, however it is called.

use contracts::{Code, Context, Message, Status, rpc};
use futures::{Stream, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::basket;
use crate::contracts_with_rules::{Basket, BasketService, BasketServiceClient, BasketServiceServer, Line};
use crate::details::ours::{FieldPathElement, Subscript, Violations};
use crate::details::theirs::BadRequest;

struct Shop;

impl BasketService for Shop {
    async fn buy(&self, request: Basket, _: &Context) -> Result<Line, Status> {
        request.lines.into_iter().next().ok_or_else(|| Status::internal("nothing was bought"))
    }

    async fn buy_all(&self, requests: impl Stream<Item = Result<Basket, Status>>) -> Result<Line, Status> {
        let mut requests = std::pin::pin!(requests);
        let mut quantity = 0;
        while let Some(request) = requests.next().await {
            quantity += request?.lines.len() as u32;
        }
        Ok(Line { sku: "all".to_owned(), quantity })
    }
}

fn broken() -> Basket {
    Basket { email: "ada".to_owned(), ..basket() }
}

#[tokio::test]
async fn in_process_a_request_is_checked() {
    let client = BasketServiceClient::in_process(Shop);
    assert_eq!(client.buy(basket(), &Context::new()).await.map(|line| line.quantity), Ok(1));
    let refused = client.buy(broken(), &Context::new()).await.unwrap_err();
    assert_eq!(refused.code(), Code::InvalidArgument);
    assert_eq!(refused.message(), "email must be an email address");
    let names: Vec<_> = refused.details().iter().map(|detail| detail.full_name()).collect();
    assert_eq!(names, ["buf.validate.Violations", "google.rpc.BadRequest"]);
}

#[tokio::test]
async fn of_a_stream_each_request_is_checked() {
    let client = BasketServiceClient::in_process(Shop);
    let all = |last: Basket| futures::stream::iter([Ok(basket()), Ok(last), Ok(basket())]);
    assert_eq!(client.buy_all(all(basket())).await.map(|line| line.quantity), Ok(3));
    assert_eq!(client.buy_all(all(broken())).await.unwrap_err().code(), Code::InvalidArgument);
}

#[tokio::test]
async fn a_service_may_check_for_itself() {
    let server = BasketServiceServer::new(Shop).without_validation();
    let client = BasketServiceClient::in_process_server(&server);
    assert!(client.buy(broken(), &Context::new()).await.is_ok());
}

/// Serves the shop over all protocols, and tells where.
async fn serve(server: rpc::tonic::Server) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    tokio::spawn(server.service(BasketServiceServer::new(Shop)).connect().rest().serve(listener));
    address
}

/// Posts JSON; the status of the answer and its body.
async fn post(address: &str, path: &str, body: &Value) -> (u16, Value) {
    let body = body.to_string();
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all((head + &body).as_bytes()).await.expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, serde_json::from_str(body).expect("JSON"))
}

#[tokio::test]
async fn over_grpc_the_details_say_what_is_wrong_where() {
    let address = serve(rpc::tonic::Server::builder()).await;
    let client = BasketServiceClient::connect(format!("http://{address}")).await.expect("a connection");
    let mut request = broken();
    request.labels.insert("too-long".to_owned(), String::new());
    let refused = client.buy(request, &Context::new()).await.unwrap_err();
    assert_eq!(refused.code(), Code::InvalidArgument);

    let violations = refused.detail::<Violations>().expect("they are there").violations;
    let ids: Vec<_> = violations.iter().filter_map(|it| it.rule_id.as_deref()).collect();
    assert_eq!(ids, ["string.email", "string.max_len", "string.min_len"]);
    assert_eq!(violations[1].for_key, Some(true));
    let element = FieldPathElement {
        field_number: Some(3),
        field_name: Some("labels".to_owned()),
        field_type: Some(11),
        key_type: Some(9),
        value_type: Some(9),
        subscript: Some(Subscript::StringKey("too-long".to_owned())),
    };
    assert_eq!(violations[1].field.as_ref().map(|path| path.elements.as_slice()), Some(&[element][..]));

    let bad = refused.detail::<BadRequest>().expect("it is there").field_violations;
    let bad: Vec<_> = bad.iter().map(|it| (it.field.as_str(), it.description.as_str(), it.reason.as_str())).collect();
    assert_eq!(bad[0], ("email", "must be an email address", "STRING_EMAIL"));
    assert_eq!(bad.len(), 3);
}

#[tokio::test]
async fn a_stream_over_grpc_ends_with_the_first_wrong_message() {
    let address = serve(rpc::tonic::Server::builder()).await;
    let client = BasketServiceClient::connect(format!("http://{address}")).await.expect("a connection");
    let requests = futures::stream::iter([Ok(basket()), Ok(broken())]);
    let refused = client.buy_all(requests).await.unwrap_err();
    assert_eq!(
        (refused.code(), refused.message()),
        (Code::InvalidArgument, "requests[1].email must be an email address")
    );
}

#[tokio::test]
async fn over_connect_and_rest_the_answer_says_it_too() {
    let address = serve(rpc::tonic::Server::builder()).await;
    let request = serde_json::to_value(broken()).expect("JSON");
    let (status, answer) = post(&address, "/basket.v1.BasketService/Buy", &request).await;
    assert_eq!((status, &answer["code"]), (400, &json!("invalid_argument")));
    assert_eq!(answer["message"], "email must be an email address");
    assert_eq!(answer["details"][0]["type"], "buf.validate.Violations");
    let (status, answer) = post(&address, "/v1/baskets", &request).await;
    assert_eq!((status, &answer["detail"]), (400, &json!("email must be an email address")));
    let request = serde_json::to_value(basket()).expect("JSON");
    assert_eq!(post(&address, "/v1/baskets", &request).await.0, 200);
}

#[tokio::test]
async fn a_server_may_leave_it_to_all_its_services() {
    let address = serve(rpc::tonic::Server::builder().without_validation()).await;
    let client = BasketServiceClient::connect(format!("http://{address}")).await.expect("a connection");
    assert!(client.buy(broken(), &Context::new()).await.is_ok());
}

#[test]
fn of_too_many_violations_those_travel_that_fit() {
    let line = || Line { sku: "Not a good one".to_owned(), quantity: 0 };
    let mut request = broken();
    request.lines = std::iter::repeat_with(line).take(1000).collect();
    let status = Status::from(request.validate().unwrap_err());
    let sizes: Vec<_> = status.details().iter().map(|detail| detail.value.len()).collect();
    assert!(sizes.iter().all(|size| *size > 0) && sizes.iter().sum::<usize>() < 4 << 10, "{sizes:?}");
    assert!(status.message().len() < 2 << 10);
}
