//! gRPC's own interoperability tests, against the client and the server of grpc-go.

mod testing;

use std::net::TcpListener;
use std::process::{Child, Command};
use std::time::Duration;

use contracts::{Code, Context, Status, rpc};
use futures::{Stream, StreamExt, stream};
use testing::{
    Answers, ECHOED, EchoStatus, Empty, ResponseParameters, SimpleRequest, StreamingInputCallRequest,
    StreamingOutputCallRequest, StreamingOutputCallResponse, TestService, TestServiceClient, TestServiceServer,
    UnimplementedService, UnimplementedServiceClient, payload,
};
use tests::{command, tools};

const CASES: [&str; 14] = [
    "empty_unary",
    "large_unary",
    "client_streaming",
    "server_streaming",
    "ping_pong",
    "empty_stream",
    "timeout_on_sleeping_server",
    "cancel_after_begin",
    "cancel_after_first_response",
    "status_code_and_message",
    "special_status_message",
    "custom_metadata",
    "unimplemented_method",
    "unimplemented_service",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_client_of_grpc_go_is_served() {
    let programs = tools::interop().unwrap_or_else(|error| panic!("{error:#}"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(rpc::tonic::Server::builder().service(TestServiceServer::new(Answers)).serve(listener));
    for case in CASES {
        let mut client = Command::new(programs.join("client"));
        client.args(["--server_host=127.0.0.1", &format!("--server_port={port}"), &format!("--test_case={case}")]);
        let outcome = tokio::task::spawn_blocking(move || command::run(&mut client)).await.unwrap().unwrap();
        assert!(outcome.success, "{case}: {}", outcome.said);
    }
}

/// grpc-go's server, killed when dropped.
struct GrpcGo(Child);

impl Drop for GrpcGo {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

#[tokio::test]
async fn the_server_of_grpc_go_is_called() {
    let programs = tools::interop().unwrap_or_else(|error| panic!("{error:#}"));
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let _server = GrpcGo(Command::new(programs.join("server")).arg(format!("--port={port}")).spawn().unwrap());
    let uri = format!("http://127.0.0.1:{port}");
    let client = connected(&uri).await;
    unary(&client).await;
    streams(&client).await;
    endings(&client).await;
    metadata(&client).await;
    let missing = UnimplementedServiceClient::connect(uri).await.unwrap();
    assert_eq!(missing.unimplemented_call(Empty {}).await.unwrap_err().code(), Code::Unimplemented);
}

async fn connected(uri: &str) -> TestServiceClient {
    for _ in 0..100 {
        if let Ok(client) = TestServiceClient::connect(uri).await {
            return client;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the server of grpc-go does not listen");
}

async fn unary(client: &TestServiceClient) {
    assert_eq!(client.empty_call(Empty {}).await, Ok(Empty {}));
    let request = SimpleRequest { response_size: 314_159, payload: payload(271_828), response_status: None };
    let response = client.unary_call(request, &Context::new()).await.unwrap();
    assert_eq!(response.payload, payload(314_159));
}

/// Asks for responses of these sizes.
fn asking(sizes: &[i32]) -> StreamingOutputCallRequest {
    let response_parameters = sizes.iter().map(|size| ResponseParameters { size: *size, interval_us: 0 });
    StreamingOutputCallRequest {
        response_parameters: response_parameters.collect(),
        payload: payload(100),
        response_status: None,
    }
}

async fn sizes(responses: impl Stream<Item = Result<StreamingOutputCallResponse, Status>>) -> Vec<usize> {
    responses.map(|response| response.unwrap().payload.unwrap().body.len()).collect().await
}

async fn streams(client: &TestServiceClient) {
    let cx = Context::new();
    let inputs = [27_182, 8, 1828, 45_904].map(|size| Ok(StreamingInputCallRequest { payload: payload(size) }));
    let counted = client.streaming_input_call(stream::iter(inputs), &cx).await.unwrap();
    assert_eq!(counted.aggregated_payload_size, 74_922);
    let outputs = client.streaming_output_call(asking(&[31_415, 9, 2653, 58_979]), &cx).await.unwrap();
    assert_eq!(sizes(outputs).await, [31_415, 9, 2653, 58_979]);
    assert!(sizes(client.full_duplex_call(stream::empty(), &cx).await.unwrap()).await.is_empty());
    let (send, requests) = futures::channel::mpsc::unbounded();
    // The server answers with headers when it has its first response, so the first request does not wait for those.
    let ask = |size| send.unbounded_send(Ok(asking(&[size]))).unwrap();
    ask(31_415);
    let mut responses = client.full_duplex_call(requests, &cx).await.unwrap();
    for (size, next) in [(31_415, Some(9)), (9, Some(2653)), (2653, Some(58_979)), (58_979, None)] {
        assert_eq!(responses.next().await.unwrap().unwrap().payload, payload(size));
        next.map(ask);
    }
    drop(send);
    assert!(responses.next().await.is_none());
}

async fn endings(client: &TestServiceClient) {
    let hasty = Context::new().with_timeout(Duration::from_millis(1));
    let endless = stream::iter([Ok(asking(&[31_415]))]).chain(stream::pending());
    let late = failure(client.full_duplex_call(endless, &hasty).await).await;
    assert_eq!(late.code(), Code::DeadlineExceeded);
    let cx = Context::new();
    let mut responses =
        client.full_duplex_call(stream::iter([Ok(asking(&[9]))]).chain(stream::pending()), &cx).await.unwrap();
    responses.next().await.unwrap().unwrap();
    cx.cancel();
    assert_eq!(responses.next().await.unwrap().unwrap_err().code(), Code::Cancelled);
    for message in ["test status message", "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"] {
        let status = EchoStatus { code: 2, message: message.to_owned() };
        let request = SimpleRequest { response_size: 0, payload: None, response_status: Some(status.clone()) };
        assert_eq!(client.unary_call(request, &Context::new()).await, Err(Status::unknown(message)));
        let request = StreamingOutputCallRequest { response_status: Some(status), ..asking(&[]) };
        let responses = client.full_duplex_call(stream::iter([Ok(request)]), &Context::new()).await;
        assert_eq!(failure(responses).await, Status::unknown(message));
    }
}

/// How a call failed, before its stream was open or in it.
async fn failure(call: Result<rpc::Responses<StreamingOutputCallResponse>, Status>) -> Status {
    let responses = match call {
        Err(status) => return status,
        Ok(responses) => responses.filter_map(async |response| response.err()),
    };
    responses.collect::<Vec<_>>().await.pop().unwrap()
}

async fn metadata(client: &TestServiceClient) {
    let [header, trailer] = ECHOED;
    let cx = Context::new().with_metadata(header, "test_initial_metadata_value").unwrap();
    let cx = cx.with_metadata_bin(trailer, &[0xab, 0xab, 0xab]).unwrap();
    let request = SimpleRequest { response_size: 1, payload: payload(1), response_status: None };
    client.unary_call(request, &cx).await.unwrap();
    let check = |cx: &Context| {
        assert_eq!(cx.response_headers().get(header), Some("test_initial_metadata_value"));
        assert_eq!(cx.response_trailers().get_bin(trailer).as_deref(), Some(&[0xab; 3][..]));
    };
    check(&cx);
    sizes(client.full_duplex_call(stream::iter([Ok(asking(&[1]))]), &cx).await.unwrap()).await;
    check(&cx);
}
