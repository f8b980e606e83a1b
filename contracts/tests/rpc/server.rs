//! The server: what it answers besides, where its services can be mounted, how it ends.

use std::time::{Duration, Instant};

use contracts::{Code, Context, Status, rpc};
use futures::StreamExt;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};

use crate::counter::{Counter, CounterClient, CounterServer, Number, Tally};
use crate::setting::Served;

fn server() -> rpc::tonic::Server {
    rpc::tonic::Server::builder().service(CounterServer::new(Tally::default())).health()
}

async fn channel(served: &Served) -> tonic::transport::Channel {
    tonic::transport::Endpoint::from_shared(served.uri()).unwrap().connect().await.unwrap()
}

/// Calls a path that no contract has.
async fn code_of(served: &Served, path: &'static str) -> tonic::Code {
    let mut grpc = tonic::client::Grpc::new(channel(served).await);
    grpc.ready().await.unwrap();
    let codec = rpc::tonic::ContractCodec::<(), ()>::default();
    grpc.unary(tonic::Request::new(()), path.parse().unwrap(), codec).await.map(|_| ()).unwrap_err().code()
}

#[tokio::test]
async fn what_does_not_exist_is_unimplemented() {
    let served = Served::start(server()).await;
    for path in ["/counter.v1.Counter/Missing", "/missing.v1.Service/Method", "/nothing", "/"] {
        assert_eq!(code_of(&served, path).await, tonic::Code::Unimplemented, "{path}");
    }
    served.stop().await;
}

#[tokio::test]
async fn health_tells_of_every_service_until_the_end() {
    let served = Served::start(server().grace(Duration::from_secs(2))).await;
    let mut health = HealthClient::new(channel(&served).await);
    for service in ["", "counter.v1.Counter"] {
        let request = HealthCheckRequest { service: service.to_owned() };
        assert_eq!(health.check(request).await.unwrap().get_ref().status(), ServingStatus::Serving);
    }
    let unknown = HealthCheckRequest { service: "missing.v1.Service".to_owned() };
    assert_eq!(health.check(unknown).await.unwrap_err().code(), tonic::Code::NotFound);
    let mut watch = health.watch(HealthCheckRequest::default()).await.unwrap().into_inner();
    assert_eq!(watch.message().await.unwrap().unwrap().status(), ServingStatus::Serving);
    let start = Instant::now();
    let serving = served.signal();
    assert_eq!(watch.message().await.unwrap().unwrap().status(), ServingStatus::NotServing);
    assert_eq!(watch.message().await.unwrap_err().code(), tonic::Code::Unavailable);
    serving.await.unwrap().unwrap();
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn shutdown_ends_streams_and_finishes_calls() {
    let served = Served::start(server()).await;
    let client = served.client().await;
    let cx = Context::new();
    let mut hanging = Box::pin(client.hang(Number { value: 1 }, &cx).await.unwrap());
    hanging.next().await.unwrap().unwrap();
    let uri = served.uri();
    let slow = client.clone();
    let sleeping = tokio::spawn(async move { slow.sleep(Number { value: 300 }, &Context::new()).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    let serving = served.signal();
    assert_eq!(hanging.next().await, Some(Err(Status::unavailable("the server is shutting down"))));
    assert_eq!(hanging.next().await, None);
    assert_eq!(sleeping.await.unwrap(), Ok(()));
    serving.await.unwrap().unwrap();
    let Err(refused) = CounterClient::connect(uri).await else { panic!("it still listens") };
    assert_eq!(refused.code(), Code::Unavailable);
}

#[tokio::test]
async fn what_is_left_after_the_grace_period_is_ended() {
    let served = Served::start(server().grace(Duration::from_millis(100))).await;
    let client = served.client().await;
    let sleeping = tokio::spawn(async move { client.sleep(Number { value: 20_000 }, &Context::new()).await });
    tokio::time::sleep(Duration::from_millis(50)).await;
    let start = Instant::now();
    served.stop().await;
    assert!(start.elapsed() < Duration::from_secs(2));
    assert_eq!(sleeping.await.unwrap(), Err(Status::unavailable("the server is shutting down")));
}

#[tokio::test]
async fn a_service_is_mounted_by_tonic_too() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let uri = format!("http://{}", listener.local_addr().unwrap());
    let router = tonic::transport::Server::builder().add_service(CounterServer::new(Tally::default()));
    let incoming = tonic::transport::server::TcpIncoming::from(listener);
    tokio::spawn(router.serve_with_incoming(incoming));
    let client = CounterClient::connect(uri).await.unwrap();
    assert_eq!(client.double(Number { value: 2 }, &Context::new()).await, Ok(Number { value: 4 }));
    let sum = client.sum(futures::stream::iter([Ok(Number { value: 2 })])).await;
    assert_eq!(sum, Ok(Number { value: 2 }));
}

#[tokio::test]
async fn a_service_is_mounted_by_axum_too() {
    let service = CounterServer::new(Tally::default());
    let router = axum::Router::<()>::new().route_service("/counter.v1.Counter/{*method}", service);
    let request = http::Request::post("/counter.v1.Counter/Ping").header("content-type", "application/grpc");
    let request = request.body(axum::body::Body::from(vec![0; 5])).unwrap();
    let response = tower::ServiceExt::oneshot(router, request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/grpc");
    let body = http_body_util::BodyExt::collect(response.into_body()).await.unwrap();
    assert_eq!(body.trailers().unwrap()["grpc-status"], "0");
    assert_eq!(body.to_bytes(), [0; 5][..]);
}

#[tokio::test]
async fn a_client_says_why_it_cannot_connect() {
    let check = async |uri: &str, code: Code| {
        let Err(status) = CounterClient::connect(uri).await else { panic!("it connected") };
        assert_eq!(status.code(), code, "{status}");
    };
    check("not a uri", Code::InvalidArgument).await;
    check("127.0.0.1:1", Code::InvalidArgument).await;
    check("http://127.0.0.1:1", Code::Unavailable).await;
    let lazy = CounterClient::connect_lazy("http://127.0.0.1:1").unwrap();
    assert_eq!(lazy.ping().await.unwrap_err().code(), Code::Unavailable);
}

#[tokio::test]
async fn reflection_tells_of_the_contracts_in_both_versions() {
    let descriptors = contracts::descriptor::file_descriptor_set().unwrap();
    let served = Served::start(server().reflection(descriptors)).await;
    macro_rules! ask {
        ($version:ident, $request:ident, $answer:ident) => {{
            use tonic_reflection::pb::$version::server_reflection_client::ServerReflectionClient;
            use tonic_reflection::pb::$version::server_reflection_request::MessageRequest;
            use tonic_reflection::pb::$version::server_reflection_response::MessageResponse;
            let ask = async |question: &str| {
                let request = tonic_reflection::pb::$version::ServerReflectionRequest {
                    host: String::new(),
                    message_request: Some(MessageRequest::$request(question.to_owned())),
                };
                let requests = futures::stream::iter([request]);
                let mut client = ServerReflectionClient::new(channel(&served).await);
                let mut answers = client.server_reflection_info(requests).await.unwrap().into_inner();
                match answers.message().await.unwrap().unwrap().message_response {
                    Some(MessageResponse::$answer(answer)) => answer,
                    other => panic!("{other:?}"),
                }
            };
            ask
        }};
    }
    let services = ["counter.v1.Counter", "grpc.health.v1.Health"];
    let listed: Vec<_> = ask!(v1, ListServices, ListServicesResponse)("").await.service;
    assert!(services.iter().all(|name| listed.iter().any(|service| service.name == *name)), "{listed:?}");
    let listed: Vec<_> = ask!(v1alpha, ListServices, ListServicesResponse)("").await.service;
    assert!(services.iter().all(|name| listed.iter().any(|service| service.name == *name)), "{listed:?}");
    let files = ask!(v1, FileContainingSymbol, FileDescriptorResponse)("counter.v1.Counter.Accumulate").await;
    let file = <prost_types::FileDescriptorProto as prost::Message>::decode(&*files.file_descriptor_proto[0]).unwrap();
    assert_eq!(file.package(), "counter.v1");
    served.stop().await;
}
