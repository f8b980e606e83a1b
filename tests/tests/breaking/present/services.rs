//! More changes of services, and a package that is gone.

use contracts::registry::Root;
use contracts::rpc::Definition as _;

/// All packages.
pub(crate) fn roots() -> Vec<Root> {
    vec![
        Root::Service(operation_idempotency_changed::ArticleServiceDefinition::SCHEMA),
        Root::Service(operation_takes_another::ArticleServiceDefinition::SCHEMA),
        Root::Service(operation_returns_another::ArticleServiceDefinition::SCHEMA),
        Root::Service(operation_takes_a_stream::ArticleServiceDefinition::SCHEMA),
        Root::Service(service_removed::ArticleServiceDefinition::SCHEMA),
    ]
}

mod operation_idempotency_changed {
    contracts::package!("operation_idempotency_changed.v1");

    use contracts::Status;

    #[contracts::contract]
    pub(crate) struct GetArticleRequest {}

    #[contracts::contract]
    pub(crate) struct GetArticleResponse {}

    #[contracts::contract]
    pub(crate) trait ArticleService {
        #[operation]
        async fn get_article(&self, request: GetArticleRequest) -> Result<GetArticleResponse, Status>;
    }
}

mod operation_takes_another {
    contracts::package!("operation_takes_another.v1");

    use contracts::Status;

    #[contracts::contract]
    pub(crate) struct GetArticleRequest {}

    #[contracts::contract]
    pub(crate) struct GetArticleResponse {}

    #[contracts::contract]
    pub(crate) trait ArticleService {
        #[operation]
        async fn get_article(&self, request: GetArticleResponse) -> Result<GetArticleResponse, Status>;
    }
}

mod operation_returns_another {
    contracts::package!("operation_returns_another.v1");

    use contracts::Status;

    #[contracts::contract]
    pub(crate) struct GetArticleRequest {}

    #[contracts::contract]
    pub(crate) struct GetArticleResponse {}

    #[contracts::contract]
    pub(crate) trait ArticleService {
        #[operation]
        async fn get_article(&self, request: GetArticleRequest) -> Result<GetArticleRequest, Status>;
    }
}

mod operation_takes_a_stream {
    contracts::package!("operation_takes_a_stream.v1");

    use contracts::Status;

    #[contracts::contract]
    pub(crate) struct GetArticleRequest {}

    #[contracts::contract]
    pub(crate) struct GetArticleResponse {}

    #[contracts::contract]
    pub(crate) trait ArticleService {
        #[operation]
        async fn get_article(
            &self,
            requests: impl futures::Stream<Item = Result<GetArticleRequest, Status>> + Send,
        ) -> Result<GetArticleResponse, Status>;
    }
}

mod service_removed {
    contracts::package!("service_removed.v1");

    use contracts::Status;

    #[contracts::contract]
    pub(crate) struct GetArticleRequest {}

    #[contracts::contract]
    pub(crate) struct GetArticleResponse {}

    #[contracts::contract]
    pub(crate) trait ArticleService {
        #[operation]
        async fn get_article(&self, request: GetArticleRequest) -> Result<GetArticleResponse, Status>;
    }
}
