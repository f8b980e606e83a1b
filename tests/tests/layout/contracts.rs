//! A market in two versions, over several modules, and what is older than it.

/// The first version.
pub mod v1 {
    contracts::package!(
        "market.v1",
        options(
            go_package = "market.test/market/v1;marketv1",
            java_multiple_files = true,
            java_outer_classname = "MarketProto",
            java_package = "test.market.v1"
        )
    );

    /// What both services have to do with.
    pub mod money {
        use contracts::contract;

        /// An amount of money.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct Money {
            /// How much.
            #[member(1)]
            pub cents: i64,
            /// Of what.
            #[member(2)]
            pub currency: Currency,
        }

        /// A currency.
        #[contract]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Currency {
            /// Nobody said.
            Unspecified = 0,
            /// Of Switzerland.
            Chf = 1,
        }
    }

    /// Orders, with the service that takes them.
    pub mod order {
        use contracts::{Status, contract};
        use futures::Stream;

        use super::money::Money;

        /// Something that was ordered.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct Order {
            /// Its number.
            #[member(1)]
            pub number: u64,
            /// What is ordered.
            #[member(2)]
            pub lines: Vec<Line>,
            /// How it is paid.
            #[oneof]
            pub payment: Option<Payment>,
        }

        /// One thing in an order.
        #[contract(nested_in = Order)]
        #[derive(Debug, Clone, PartialEq)]
        pub struct Line {
            /// What.
            #[member(1)]
            pub sku: String,
            /// For how much.
            #[member(2)]
            pub price: Money,
        }

        /// How an order is paid.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub enum Payment {
            /// With a card.
            #[member(10)]
            Card(Card),
            /// Not at all.
            #[member(11)]
            Gift,
        }

        /// A card.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct Card {
            /// What is on it.
            #[member(1, redact)]
            pub number: String,
        }

        /// A page of a list.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct Page<T> {
            /// What is on it.
            #[member(1)]
            pub items: Vec<T>,
        }

        /// Places an order.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct PlaceOrderRequest {
            /// The order.
            #[member(1)]
            pub order: Order,
        }

        /// The number of the order.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct PlaceOrderResponse {
            /// The number.
            #[member(1)]
            pub number: u64,
        }

        /// Asks for all orders.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct WatchOrdersRequest {}

        /// Some orders.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct WatchOrdersResponse {
            /// The orders.
            #[member(1)]
            pub orders: Page<Order>,
        }

        /// Why there is no order.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub enum OrderError {
            /// The card has no such money.
            #[member(1)]
            #[error(code = FailedPrecondition)]
            Declined(Money),
            /// Any other failure.
            #[status]
            Other(Status),
        }

        /// Takes orders.
        #[contract]
        pub trait OrderService {
            /// Places one.
            #[operation]
            async fn place_order(&self, request: PlaceOrderRequest) -> Result<PlaceOrderResponse, OrderError>;
            /// Sends all.
            #[operation]
            async fn watch_orders(
                &self,
                request: WatchOrdersRequest,
            ) -> Result<impl Stream<Item = Result<WatchOrdersResponse, Status>>, Status>;
        }
    }

    /// What there is to buy.
    pub mod stock {
        use contracts::{Status, contract};

        use super::money::Money;
        use super::shelf::Shelf;

        /// Something to buy.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct Item {
            /// What it is called.
            #[member(1)]
            pub sku: String,
            /// What it costs.
            #[member(2)]
            pub price: Money,
            /// Where it is.
            #[member(3)]
            pub shelf: Option<Box<Shelf>>,
        }

        /// Asks for an item.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct GetItemRequest {
            /// What it is called.
            #[member(1)]
            pub sku: String,
        }

        /// The item.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct GetItemResponse {
            /// The item.
            #[member(1)]
            pub item: Item,
        }

        /// Knows what there is.
        #[contract]
        pub trait StockService {
            /// Finds an item.
            #[operation]
            async fn get_item(&self, request: GetItemRequest) -> Result<GetItemResponse, Status>;
            /// Counts what there is.
            #[operation]
            async fn count_items(&self, request: CountItemsRequest) -> Result<(), Status>;
        }

        /// Counts what there is.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct CountItemsRequest {}
    }

    /// Where things are. It uses `stock`, and `stock` uses it.
    pub mod shelf {
        use contracts::contract;

        use super::stock::Item;

        /// A shelf with what is on it.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct Shelf {
            /// What is on it.
            #[member(1)]
            pub items: Vec<Item>,
        }
    }

    /// What no service has to do with.
    pub mod event {
        use contracts::contract;
        use std::time::SystemTime;

        use super::order::Order;

        /// Something was ordered.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct Ordered {
            /// What.
            #[member(1)]
            pub order: Order,
            /// When.
            #[member(2)]
            pub at: SystemTime,
        }
    }
}

/// The second version, which is not yet whole.
pub mod v2 {
    use contracts::{Status, contract};

    use super::v1::money::Money;

    contracts::package!("market.v2", options(go_package = "market.test/market/v2;marketv2"));

    /// Places an order of this much.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct PlaceOrderRequest {
        /// How much.
        #[member(1)]
        pub price: Money,
    }

    /// Takes orders, as the new version does.
    #[contract]
    pub trait OrderService {
        /// Places one.
        #[operation]
        async fn place_order(&self, request: PlaceOrderRequest) -> Result<(), Status>;
    }
}

/// A package of proto2, which extends what it declares and what it does not.
pub mod older {
    use contracts::{Status, UnknownFields, contract, wkt};

    contracts::package!("market.older.v1", syntax = "proto2");

    /// An account.
    #[contract(extensions(100..=199))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Account {
        /// Its number.
        #[member(1)]
        pub number: Option<u64>,
        /// Where extensions are kept.
        #[unknown]
        pub unknown: UnknownFields,
    }

    /// Opens an account.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct OpenAccountRequest {
        /// The account.
        #[member(1)]
        pub account: Option<Account>,
    }

    /// An account was opened.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct OpenAccountResponse {
        /// How it went.
        #[member(1)]
        pub outcome: Option<Outcome>,
    }

    /// How it went.
    #[contract(closed)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Outcome {
        /// Nobody knows.
        Unspecified = 0,
        /// It is open.
        Opened = 1,
    }

    /// Keeps accounts.
    #[contract]
    pub trait AccountService {
        /// Opens one.
        #[operation]
        async fn open_account(&self, request: OpenAccountRequest) -> Result<OpenAccountResponse, Status>;
    }

    /// What was added to accounts.
    pub mod extension {
        use contracts::contract;

        use super::{Account, wkt};

        /// What the bank adds.
        #[contract(extends = Account)]
        #[derive(Debug, Clone, PartialEq)]
        pub struct BankExtensions {
            /// Where it was opened.
            #[member(100)]
            pub branch: Option<String>,
            /// What the owner said.
            #[member(101, delimited)]
            pub note: Option<Note>,
        }

        /// A note at an account.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct Note {
            /// What it says.
            #[member(1)]
            pub text: Option<String>,
        }

        /// What the state adds.
        #[contract(extends = Account)]
        #[derive(Debug, Clone, PartialEq)]
        pub struct StateExtensions {
            /// How much of it is the state's.
            #[member(150)]
            pub tax: Option<u32>,
        }

        /// How members are marked.
        #[contract(extends = wkt::FieldOptions)]
        #[derive(Debug, Clone, PartialEq)]
        pub struct Marks {
            /// Whether somebody has to look at it.
            #[member(50000)]
            pub watched: Option<bool>,
        }
    }
}
