//! Contracts that break every rule that a declaration can break, each with its reason.

/// What only older languages have.
pub mod older {
    use contracts::{UnknownFields, contract};

    contracts::package!("broken.older.v1", syntax = "proto2");

    /// An account, as the first version had it.
    #[contract(extensions(100..))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Account {
        /// The number.
        #[member(1, required, allow(FIELD_NOT_REQUIRED, reason = "the first clients sent it always"))]
        pub number: u64,
        /// Whose it is.
        #[member(2, required, delimited, allow(FIELD_NOT_REQUIRED, reason = "an account without owner is closed"))]
        pub owner: Owner,
        /// What is on it.
        #[member(3)]
        pub balance: Option<Balance>,
        /// Where extensions are kept.
        #[unknown]
        pub unknown: UnknownFields,
    }

    /// Who has an account.
    #[contract(nested_in = Account, allow(COMMENT_FIELD, reason = "the names say it"))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Owner {
        #[member(1)]
        pub name: Option<String>,
        #[member(2)]
        pub mail: Option<String>,
    }

    /// An amount, whose fields are all required.
    #[contract(nested_in = Account, allow(FIELD_NOT_REQUIRED, reason = "an amount
        without a currency
        is none"))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Balance {
        /// How much.
        #[member(1, required)]
        pub cents: i64,
        /// Of what.
        #[member(2, required)]
        pub currency: Currency,
    }

    /// A currency, by the number that banks give it.
    #[contract(
        closed,
        allow_alias,
        allow(ENUM_FIRST_VALUE_ZERO, reason = "no bank has a currency 0"),
        allow(ENUM_NO_ALLOW_ALIAS, reason = "two names were in use")
    )]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Currency {
        /// Of Switzerland.
        Chf = 756,
        /// Of Switzerland, as its people say.
        Franken = 756,
        /// Of many.
        Eur = 978,
    }

    /// What one bank adds.
    #[contract(extends = Account)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct AccountExtensions {
        /// Where it was opened.
        #[member(100, name = "branchOffice", allow(FIELD_LOWER_SNAKE_CASE, reason = "it is in their schema so"))]
        pub branch_office: Option<String>,
    }
}

/// What is required member by member.
pub mod edition {
    use contracts::contract;

    contracts::package!("broken.edition.v1", edition = "2023");

    /// A place.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Place {
        /// The latitude.
        #[member(1, required, allow(FIELD_NOT_REQUIRED, reason = "half a place is none"))]
        pub latitude: f64,
    }
}

/// Names and comments.
pub mod names {
    use contracts::{Status, contract};

    contracts::package!("broken.names.v1");

    #[contract(
        name = "user_list",
        allow(MESSAGE_PASCAL_CASE, COMMENT_MESSAGE, reason = "read by name in another language")
    )]
    #[derive(Debug, Clone, PartialEq)]
    pub struct UserList {
        #[member(
            1,
            name = "userNames",
            allow(FIELD_LOWER_SNAKE_CASE, COMMENT_FIELD, reason = "so it is in JSON files")
        )]
        pub user_names: Vec<String>,
        #[oneof(name = "sortedBy", allow(ONEOF_LOWER_SNAKE_CASE, reason = "as the field beside it"))]
        pub sorted_by: Option<Order>,
        /// How users are.
        #[member(4)]
        pub role: Role,
    }

    /// The order of a list, in two messages without a comment of their own.
    #[contract(allow(COMMENT_ONEOF, reason = "its members say it"))]
    #[derive(Debug, Clone, PartialEq)]
    pub enum Order {
        /// By name.
        #[member(2)]
        Name(String),
        #[member(3, allow(COMMENT_FIELD, reason = "nobody knows any more"))]
        Age(u32),
    }

    /// The request of two methods.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct ListRequest {
        #[oneof]
        pub order: Option<Order>,
    }

    /// A part of a list.
    #[contract(allow(COMMENT_FIELD, reason = "a page is a page"))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Page<T> {
        #[member(1)]
        pub items: Vec<T>,
    }

    /// Two pages.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Book {
        /// Of requests.
        #[member(1)]
        pub requests: Page<ListRequest>,
        /// Of words.
        #[member(2)]
        pub words: Page<String>,
    }

    #[contract(name = "user_role", allow(ENUM_PASCAL_CASE, COMMENT_ENUM, reason = "a table has this name"))]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Role {
        #[member(allow(ENUM_ZERO_VALUE_SUFFIX, COMMENT_ENUM_VALUE, reason = "nobody is meant"))]
        Nobody = 0,
        /// May all.
        #[member(
            name = "user_role_Admin",
            allow(ENUM_VALUE_UPPER_SNAKE_CASE, ENUM_VALUE_PREFIX, reason = "written in files")
        )]
        Admin = 1,
    }

    /// What went wrong.
    #[contract(allow(COMMENT_FIELD, reason = "the codes say it"))]
    #[derive(Debug)]
    pub enum ListError {
        #[member(1)]
        #[error(code = NotFound)]
        NoSuchList(Book),
        /// Any other failure.
        #[status]
        Other(Status),
    }

    #[contract(
        name = "users",
        allow(COMMENT_SERVICE, SERVICE_PASCAL_CASE, SERVICE_SUFFIX, reason = "the path is in firewalls"),
        allow(RPC_REQUEST_STANDARD_NAME, reason = "the service is older than the rule")
    )]
    pub trait Users {
        #[operation(
            name = "listAll",
            allow(RPC_PASCAL_CASE, COMMENT_RPC, reason = "the path is in firewalls"),
            allow(RPC_RESPONSE_STANDARD_NAME, RPC_REQUEST_RESPONSE_UNIQUE, reason = "a list is a list")
        )]
        async fn list_all(&self, request: ListRequest) -> Result<UserList, ListError>;
        /// Says what it heard.
        #[operation(
            allow(RPC_REQUEST_RESPONSE_UNIQUE, reason = "it says what it heard"),
            allow(RPC_RESPONSE_STANDARD_NAME, reason = "it says what it heard")
        )]
        async fn echo(&self, request: ListRequest) -> Result<ListRequest, Status>;
    }
}
