//! Services whose operations and parameters are called as what generated code could call its own.

use contracts::{Context, Status, contract};
use futures::Stream;

use crate::names::{Option_, Variants};

/// A service.
#[contract]
pub trait Names {
    /// An operation.
    #[operation]
    async fn r#type(&self, self_: Option_) -> Result<Variants, Status>;
    /// An operation.
    #[operation]
    async fn handler(&self, request: Option_, context: &Context) -> Result<Variants, Status>;
    /// An operation.
    #[operation]
    async fn watch(&self, w: Option_) -> Result<impl Stream<Item = Result<Variants, Status>>, Status>;
    /// An operation.
    #[cfg(feature = "extra")]
    #[operation]
    async fn extra(&self, stream: impl Stream<Item = Result<Option_, Status>>) -> Result<Variants, Status>;
    /// An operation.
    #[deprecated]
    #[operation]
    async fn old(&self, request: Option_) -> Result<(), Status>;
    /// An operation.
    #[operation]
    async fn t(&self, request: Option_) -> Result<Variants, Status>;
    /// An operation.
    #[operation]
    async fn v(&self, request: Option_) -> Result<Variants, Status>;
}

/// Implements it.
pub struct Named;

#[contract]
impl Names for Named {
    async fn r#type(&self, self_: Option_) -> Result<Variants, Status> {
        drop(self_);
        Ok(Variants::default())
    }

    async fn handler(&self, _: Option_, context: &Context) -> Result<Variants, Status> {
        let _ = context;
        Ok(Variants::default())
    }

    async fn watch(&self, w: Option_) -> Result<impl Stream<Item = Result<Variants, Status>>, Status> {
        drop(w);
        Ok(futures::stream::iter([Ok(Variants::default())]))
    }

    #[cfg(feature = "extra")]
    async fn extra(&self, stream: impl Stream<Item = Result<Option_, Status>>) -> Result<Variants, Status> {
        drop(stream);
        Ok(Variants::default())
    }

    async fn old(&self, _: Option_) -> Result<(), Status> {
        Ok(())
    }

    async fn t(&self, _: Option_) -> Result<Variants, Status> {
        Ok(Variants::default())
    }

    async fn v(&self, _: Option_) -> Result<Variants, Status> {
        Ok(Variants::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn operations_of_every_name_are_called() {
        let client = NamesClient::in_process(Named);
        assert_eq!(client.r#type(Option_::default()).await.expect("it answers"), Variants::default());
        assert_eq!(
            client.handler(Option_::default(), &Context::default()).await.expect("it answers"),
            Variants::default()
        );
    }
}
