//! Ours.

use anyhow::Result;
use contracts::{Status, contract};
use futures::{Stream, StreamExt as _};
use tests_benches_messages::{Instant, PlaceOrderRequest, Sample as _};
use tokio::net::TcpListener;

use crate::measure::Caller;

contracts::package!("bench.v1");

/// Sends back, and counts.
#[contract]
pub(crate) trait EchoService {
    /// Sends the request back.
    #[operation]
    async fn echo(&self, request: PlaceOrderRequest) -> Result<PlaceOrderRequest, Status>;
    /// Sends as many moments as the number of the customer says.
    #[operation]
    async fn watch(&self, request: PlaceOrderRequest) -> Result<impl Stream<Item = Result<Instant, Status>>, Status>;
}

struct Echo;

#[contract]
impl EchoService for Echo {
    async fn echo(&self, request: PlaceOrderRequest) -> Result<PlaceOrderRequest, Status> {
        Ok(request)
    }

    async fn watch(&self, request: PlaceOrderRequest) -> Result<impl Stream<Item = Result<Instant, Status>>, Status> {
        let moments = (0..request.customer_id).map(|index| Ok(Instant { seconds: index as i64, nanos: 7 }));
        Ok(futures::stream::iter(moments))
    }
}

pub(crate) async fn serve(listener: TcpListener) -> Result<()> {
    Ok(contracts::rpc::tonic::Server::builder().service(EchoServiceServer::new(Echo)).serve(listener).await?)
}

/// The client.
#[derive(Clone)]
pub(crate) struct Client {
    client: EchoServiceClient,
    request: PlaceOrderRequest,
}

impl Caller for Client {
    async fn connect(uri: &str) -> Result<Self> {
        Ok(Client { client: EchoServiceClient::connect(uri).await?, request: PlaceOrderRequest::sample() })
    }

    async fn echo(&mut self) -> Result<()> {
        self.client.echo(self.request.clone()).await?;
        Ok(())
    }

    async fn watch(&mut self, count: u64) -> Result<u64> {
        let request = PlaceOrderRequest { customer_id: count, ..self.request.clone() };
        let mut moments = self.client.watch(request).await?;
        let mut received = 0;
        while let Some(moment) = moments.next().await {
            received += u64::from(moment?.nanos == 7);
        }
        Ok(received)
    }
}
