//! What has no doc comment.

mod comment_enum {
    use contracts::contract;

    contracts::package!("corpus.comment_enum.v1");

    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Bare {
        /// None.
        Unspecified = 0,
    }

    #[expect(clippy::empty_docs, reason = "what is broken here")]
    ///
    ///
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Blank {
        /// None.
        Unspecified = 0,
    }

    /// buf:lint:ignore ENUM_PASCAL_CASE says nothing of the enum
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Directed {
        /// None.
        Unspecified = 0,
    }

    // An ordinary comment is no doc comment.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Ordinary {
        /// None.
        Unspecified = 0,
    }

    #[doc = "Said with an attribute."]
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Attributed {
        /// None.
        Unspecified = 0,
    }

    /** Said in a block. */
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Blocked {
        /// None.
        Unspecified = 0,
    }

    /// Has an enum in it.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Around {}

    #[contract(nested_in = Around)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Nested {
        /// None.
        Unspecified = 0,
    }
}

mod comment_enum_value {
    use contracts::contract;

    contracts::package!("corpus.comment_enum_value.v1");

    /// An enum.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Kind {
        Unspecified = 0,
        /// .
        Said = 1,
        #[deprecated]
        Deprecated = 2,
        #[unknown]
        Unknown(i32),
    }
}

mod comment_field {
    use std::collections::HashMap;

    use contracts::contract;

    contracts::package!("corpus.comment_field.v1");

    /// A message with fields of every kind.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Fields {
        #[member(1)]
        scalar: String,
        #[member(2)]
        optional: Option<String>,
        #[member(3)]
        repeated: Vec<String>,
        #[member(4)]
        map: HashMap<String, Entry>,
        #[deprecated]
        #[member(5)]
        deprecated: u32,
        /// Said.
        #[member(6)]
        said: u32,
        /// A oneof.
        #[oneof]
        choice: Option<Choice>,
    }

    /// One of two.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    enum Choice {
        #[member(10)]
        Bare(String),
        /// Told.
        #[member(11)]
        Told(String),
        #[member(12)]
        Empty,
    }

    /// What a map holds.
    #[contract(nested_in = Fields)]
    #[derive(Debug, Clone, PartialEq)]
    struct Entry {
        #[member(1)]
        inner: u32,
    }
}

mod comment_message {
    use contracts::{Status, contract};

    contracts::package!("corpus.comment_message.v1");

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Bare {}

    /// Generic over what it holds.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Page<T> {
        /// What it holds.
        #[member(1)]
        items: Vec<T>,
    }

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Book<T> {
        /// What it holds.
        #[member(1)]
        pages: Vec<T>,
    }

    /// Uses both.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Shelf {
        /// Two books, which are two messages without a comment.
        #[member(1)]
        books: Book<Shelf>,
        /// The other.
        #[member(2)]
        words: Book<String>,
        /// A page.
        #[member(3)]
        page: Page<Shelf>,
    }

    #[contract]
    #[derive(Debug)]
    enum Failure {
        /// It failed.
        #[member(1)]
        #[error(code = NotFound)]
        Gone(Bare),
        /// Otherwise.
        #[status]
        Other(Status),
    }

    /// Fails without a comment.
    #[contract]
    trait GoneService {
        /// Fails.
        #[operation]
        async fn fail(&self, request: FailRequest) -> Result<(), Failure>;
    }

    /// Fails.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct FailRequest {}
}

mod comment_oneof {
    use contracts::contract;

    contracts::package!("corpus.comment_oneof.v1");

    /// A message with a oneof.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Bare {
        // The comment of the enum is about the enum.
        #[oneof]
        choice: Option<Choice>,
        /// A presence that protobuf says with a oneof is none.
        #[member(3)]
        optional: Option<u32>,
    }

    /// A message with a oneof that says what it is.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Said {
        /// One of two.
        #[oneof]
        choice: Option<Choice>,
    }

    /// One of two.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    enum Choice {
        /// The one.
        #[member(1)]
        One(String),
        /// The other.
        #[member(2)]
        Other(String),
    }
}

mod comment_rpc {
    use contracts::{Status, contract};

    contracts::package!("corpus.comment_rpc.v1");

    /// A service.
    #[contract]
    trait BareService {
        #[operation]
        async fn get(&self, request: GetRequest) -> Result<(), Status>;
        /// Says what it does.
        #[operation]
        async fn put(&self, request: PutRequest) -> Result<(), Status>;
        #[operation]
        #[deprecated]
        async fn set(&self, request: SetRequest) -> Result<(), Status>;
    }

    /// A request.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct GetRequest {}

    /// A request.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct PutRequest {}

    /// A request.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct SetRequest {}
}

mod comment_service {
    use contracts::{Status, contract};

    contracts::package!("corpus.comment_service.v1");

    #[contract]
    trait BareService {
        /// Gets.
        #[operation]
        async fn get(&self, request: BareServiceGetRequest) -> Result<(), Status>;
    }

    /// Says what it does.
    #[contract]
    trait SaidService {
        /// Gets.
        #[operation]
        async fn get(&self, request: SaidServiceGetRequest) -> Result<(), Status>;
    }

    /// A request.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct BareServiceGetRequest {}

    /// A request.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct SaidServiceGetRequest {}
}
