//! A server refuses what breaks its rules.

use contracts::{Code, Context, Status};
use futures::{Stream, StreamExt};

use crate::basket;
use crate::contracts_with_rules::{Basket, BasketService, BasketServiceClient, BasketServiceServer, Line};

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
