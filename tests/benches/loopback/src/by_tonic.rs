//! tonic with prost.

use anyhow::Result;
use prost::Message as _;
use tests_benches_messages::Sample as _;
use tests_benches_peers::by_prost::{Instant, PlaceOrderRequest};
use tokio::net::TcpListener;
use tonic::codegen::BoxStream;
use tonic::transport::Channel;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};

use crate::measure::Caller;

#[expect(clippy::allow_attributes, reason = "tonic's generator writes so")]
mod generated {
    //! What tonic's generator writes.
    include!(concat!(env!("OUT_DIR"), "/bench.v1.EchoService.rs"));
}

use generated::echo_service_client::EchoServiceClient;
use generated::echo_service_server::{EchoService, EchoServiceServer};

struct Echo;

#[tonic::async_trait]
impl EchoService for Echo {
    async fn echo(&self, request: Request<PlaceOrderRequest>) -> Result<Response<PlaceOrderRequest>, Status> {
        Ok(Response::new(request.into_inner()))
    }

    type WatchStream = BoxStream<Instant>;

    async fn watch(&self, request: Request<PlaceOrderRequest>) -> Result<Response<BoxStream<Instant>>, Status> {
        let count = request.into_inner().customer_id;
        let moments = (0..count).map(|index| Ok(Instant { seconds: index as i64, nanos: 7 }));
        Ok(Response::new(Box::pin(futures::stream::iter(moments))))
    }
}

pub(crate) async fn serve(listener: TcpListener) -> Result<()> {
    let server = tonic::transport::Server::builder().add_service(EchoServiceServer::new(Echo));
    Ok(server.serve_with_incoming(TcpIncoming::from(listener).with_nodelay(Some(true))).await?)
}

/// The client.
#[derive(Clone)]
pub(crate) struct Client {
    client: EchoServiceClient<Channel>,
    request: PlaceOrderRequest,
}

impl Caller for Client {
    async fn connect(uri: &str) -> Result<Self> {
        let sample = contracts::Message::encode_to_vec(&tests_benches_messages::PlaceOrderRequest::sample());
        let channel = Channel::from_shared(uri.to_owned())?.connect().await?;
        Ok(Client { client: EchoServiceClient::new(channel), request: PlaceOrderRequest::decode(&*sample)? })
    }

    async fn echo(&mut self) -> Result<()> {
        self.client.echo(self.request.clone()).await?;
        Ok(())
    }

    async fn watch(&mut self, count: u64) -> Result<u64> {
        let request = PlaceOrderRequest { customer_id: count, ..self.request.clone() };
        let mut moments = self.client.watch(request).await?.into_inner();
        let mut received = 0;
        while let Some(moment) = moments.message().await? {
            received += u64::from(moment.nanos == 7);
        }
        Ok(received)
    }
}
