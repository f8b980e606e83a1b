//! Message sizes.

use contracts::rpc::Limits;
use contracts::{Code, Status, rpc};

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
    let limits = Limits { receive: 1000, send: 500 };
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
    let client = CounterClient::from_channel_with(channel, Limits { receive: 300, send: 600 });
    assert_eq!(echo(&client, 200).await, Ok(200));
    assert_eq!(too_large(echo(&client, 700).await), "a message of 703 bytes is larger than the limit of 600 bytes");
    assert_eq!(too_large(echo(&client, 400).await), "a message of 403 bytes is larger than the limit of 300 bytes");
    served.stop().await;
}
