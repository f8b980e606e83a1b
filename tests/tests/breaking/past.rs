//! The contracts as others built on them: one package per change.

mod declarations;
mod services;

use contracts::registry::Root;
use contracts::rpc::Definition as _;
use contracts::{Enumeration as _, Message as _};

/// All packages.
pub(crate) fn roots() -> Vec<Root> {
    let mut roots = vec![
        Root::Enum(enum_value_added::Size::schema),
        Root::Enum(enum_value_removed::Size::schema),
        Root::Enum(enum_value_renumbered::Size::schema),
        Root::Message(member_added::Article::schema),
        Root::Message(member_moved_into_oneof::Article::schema),
        Root::Message(member_removed::Article::schema),
        Root::Message(member_removed_and_reserved::Article::schema),
        Root::Message(member_renamed::Article::schema),
        Root::Message(member_reordered::Article::schema),
        Root::Message(message_added::Article::schema),
        Root::Message(number_reused::Article::schema),
        Root::Service(operation_added::ArticleServiceDefinition::SCHEMA),
        Root::Service(operation_removed::ArticleServiceDefinition::SCHEMA),
        Root::Service(operation_starts_to_stream::ArticleServiceDefinition::SCHEMA),
        Root::Message(oneof_member_added::Article::schema),
        Root::Message(one_becomes_many::Article::schema),
        Root::Message(reserved_taken_back::Article::schema),
        Root::Message(sign_changed::Article::schema),
        Root::Message(type_changed::Article::schema),
        Root::Message(type_widened::Article::schema),
    ];
    roots.extend(declarations::roots());
    roots.extend(services::roots());
    roots
}

mod enum_value_added {
    contracts::package!("enum_value_added.v1");

    #[contracts::contract]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub(crate) enum Size {
        Unspecified = 0,
        Small = 1,
    }
}

mod enum_value_removed {
    contracts::package!("enum_value_removed.v1");

    #[contracts::contract]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub(crate) enum Size {
        Unspecified = 0,
        Small = 1,
        Large = 2,
    }
}

mod enum_value_renumbered {
    contracts::package!("enum_value_renumbered.v1");

    #[contracts::contract]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub(crate) enum Size {
        Unspecified = 0,
        Small = 1,
    }
}

mod member_added {
    contracts::package!("member_added.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: String,
    }
}

mod member_moved_into_oneof {
    contracts::package!("member_moved_into_oneof.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: String,
        #[member(2)]
        pub(crate) net_price: u64,
    }
}

mod member_removed {
    contracts::package!("member_removed.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: String,
        #[member(2)]
        pub(crate) price: u64,
    }
}

mod member_removed_and_reserved {
    contracts::package!("member_removed_and_reserved.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: String,
        #[member(2)]
        pub(crate) price: u64,
    }
}

mod member_renamed {
    contracts::package!("member_renamed.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: String,
    }
}

mod member_reordered {
    contracts::package!("member_reordered.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: String,
        #[member(2)]
        pub(crate) price: u64,
    }
}

mod message_added {
    contracts::package!("message_added.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: String,
    }
}

mod number_reused {
    contracts::package!("number_reused.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: String,
        #[member(2)]
        pub(crate) price: u64,
    }
}

mod operation_added {
    contracts::package!("operation_added.v1");

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

mod operation_removed {
    contracts::package!("operation_removed.v1");

    use contracts::Status;

    #[contracts::contract]
    pub(crate) struct GetArticleRequest {}

    #[contracts::contract]
    pub(crate) struct GetArticleResponse {}

    #[contracts::contract]
    pub(crate) trait ArticleService {
        #[operation]
        async fn get_article(&self, request: GetArticleRequest) -> Result<GetArticleResponse, Status>;
        #[operation]
        async fn remove_article(&self, request: GetArticleRequest) -> Result<(), Status>;
    }
}

mod operation_starts_to_stream {
    contracts::package!("operation_starts_to_stream.v1");

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

mod oneof_member_added {
    contracts::package!("oneof_member_added.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[oneof]
        pub(crate) price: Option<Price>,
    }

    #[contracts::contract]
    pub(crate) enum Price {
        #[member(1)]
        Net(u64),
    }
}

mod one_becomes_many {
    contracts::package!("one_becomes_many.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) price: u64,
    }
}

mod reserved_taken_back {
    contracts::package!("reserved_taken_back.v1");

    #[contracts::contract(reserved(2, "price"))]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: String,
    }
}

mod sign_changed {
    contracts::package!("sign_changed.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) price: u32,
    }
}

mod type_changed {
    contracts::package!("type_changed.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) price: u64,
    }
}

mod type_widened {
    contracts::package!("type_widened.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) price: u32,
    }
}
