//! Orders: what users buy, and the service that takes an order from its creation to its delivery.

use contracts::{Status, contract};
use futures::Stream;
use std::time::SystemTime;
use uuid::Uuid;

use crate::common::{AppError, Money, PageRequest, PageResponse, is_line};

contracts::package!("order.v1");

/// What a user buys at once.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Identifies the order; given by the service.
    #[member(1)]
    pub id: Uuid,
    /// Who buys.
    #[member(2)]
    pub user_id: Uuid,
    /// What is bought: at least one line.
    #[member(3)]
    pub lines: Vec<OrderLine>,
    /// How far the order has come.
    #[member(4)]
    pub status: OrderStatus,
    /// The sum of all lines.
    #[member(5)]
    pub total: Money,
    /// When the order was created.
    #[member(6)]
    pub created_at: SystemTime,
    /// When the order was last changed.
    #[member(7)]
    pub updated_at: SystemTime,
    /// Why the order was cancelled; absent while it is not.
    #[member(8)]
    pub cancel_reason: Option<String>,
}

/// One kind of thing in an order.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct OrderLine {
    /// The article.
    #[member(1, validate(min_len = 1, max_len = 64, cel(
        id = "line",
        message = "must not contain control characters",
        expression = "!this.matches(r'\\p{Cc}')",
        with = is_line
    )))]
    pub sku: String,
    /// How many: at least 1.
    #[member(2, validate(gte = 1))]
    pub quantity: u32,
    /// What one costs. All lines of an order are of one currency.
    #[member(3)]
    pub unit_price: Money,
}

/// How far an order has come: pending, confirmed, shipped, delivered; cancelled from pending or confirmed.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderStatus {
    /// No status was named.
    Unspecified = 0,
    /// Created, not looked at yet.
    Pending = 1,
    /// Accepted by the warehouse.
    Confirmed = 2,
    /// On its way.
    Shipped = 3,
    /// Arrived. The end.
    Delivered = 4,
    /// Given up. The end.
    Cancelled = 5,
    /// A status of a later version.
    #[unknown]
    Other(i32),
}

/// A step that the state machine of orders does not have.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct IllegalTransition {
    /// The order.
    #[member(1)]
    pub order_id: Uuid,
    /// The status the order has.
    #[member(2)]
    pub from: OrderStatus,
    /// The status the order should have got.
    #[member(3)]
    pub to: OrderStatus,
}

/// Why a call of `OrderService` failed.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum OrderError {
    /// No order, or no user, has this id.
    #[member(1)]
    #[error(code = NotFound, message = "{message}")]
    NotFound(AppError),
    /// The request breaks a rule of its message.
    #[member(2)]
    #[error(code = InvalidArgument, message = "{message}")]
    Invalid(AppError),
    /// The order cannot take this step from the status it has.
    #[member(3)]
    #[error(code = FailedPrecondition, message = "order {order_id} cannot go from {from:?} to {to:?}")]
    IllegalTransition(IllegalTransition),
    /// Anything else: the service, the network or the caller's deadline.
    #[status]
    Other(Status),
}

/// Asks for one order.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct GetOrderRequest {
    /// The order's id.
    #[member(1, validate(required))]
    pub id: Uuid,
}

/// One order.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct GetOrderResponse {
    /// The order.
    #[member(1)]
    pub order: Order,
}

/// Asks for a page of a user's orders, the oldest first.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct ListOrdersRequest {
    /// Who bought.
    #[member(1, validate(required))]
    pub user_id: Uuid,
    /// Only orders of this status; unspecified for all.
    #[member(2)]
    pub status: OrderStatus,
    /// Which page.
    #[member(3)]
    pub page: Option<PageRequest>,
}

/// A page of orders.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct ListOrdersResponse {
    /// The orders of this page.
    #[member(1)]
    pub orders: Vec<Order>,
    /// Which page this is.
    #[member(2)]
    pub page: PageResponse,
}

/// Describes an order to create.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct CreateOrderRequest {
    /// Who buys.
    #[member(1, validate(required))]
    pub user_id: Uuid,
    /// What is bought: at least one line.
    #[member(2, validate(min_items = 1, max_items = 500))]
    pub lines: Vec<OrderLine>,
}

/// The order that was created.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct CreateOrderResponse {
    /// The order.
    #[member(1)]
    pub order: Order,
}

/// Gives an order up.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct CancelOrderRequest {
    /// The order's id.
    #[member(1, validate(required))]
    pub id: Uuid,
    /// Why, for a person.
    #[member(2, validate(max_len = 1000, cel(
        id = "line",
        message = "must not contain control characters",
        expression = "!this.matches(r'\\p{Cc}')",
        with = is_line
    )))]
    pub reason: String,
}

/// The order that was given up.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct CancelOrderResponse {
    /// The order.
    #[member(1)]
    pub order: Order,
}

/// Something that happened to an order outside, as in the warehouse. It has no rules: an event that is wrong is rejected
/// by itself, and does not end the upload.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct UploadOrderEventsRequest {
    /// The order.
    #[member(1)]
    pub order_id: Uuid,
    /// The status it has got by that.
    #[member(2)]
    pub status: OrderStatus,
    /// When it happened.
    #[member(3)]
    pub occurred_at: SystemTime,
}

/// What the service made of the uploaded events. Each was applied or rejected by itself.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct UploadOrderEventsResponse {
    /// How many events were applied.
    #[member(1)]
    pub applied: u32,
    /// The events that were not, in the order of their upload.
    #[member(2)]
    pub rejected: Vec<RejectedOrderEvent>,
}

/// An uploaded event that was not applied.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct RejectedOrderEvent {
    /// Which event of the upload, counted from 0.
    #[member(1)]
    pub index: u32,
    /// Why.
    #[oneof]
    pub reason: Option<RejectionReason>,
}

/// Why an uploaded event was not applied.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum RejectionReason {
    /// The order cannot take this step.
    #[member(2)]
    IllegalTransition(IllegalTransition),
    /// The event names no order that there is, or breaks a rule of its message.
    #[member(3)]
    Error(AppError),
}

/// Begins or ends the watching of an order.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct StreamOrderUpdatesRequest {
    /// The order.
    #[member(1, validate(required))]
    pub order_id: Uuid,
    /// The position of the last change of this order that the caller has seen: updates begin with the one after it.
    /// 0 begins with the first there is; absent begins with what happens from now on.
    #[member(2)]
    pub after_position: Option<u64>,
    /// Whether to stop watching the order instead.
    #[member(3)]
    pub stop: bool,
}

/// A change of an order that is watched.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct StreamOrderUpdatesResponse {
    /// Where the change stands in the log: grows with every change, with gaps.
    #[member(1)]
    pub position: u64,
    /// The order.
    #[member(2)]
    pub order_id: Uuid,
    /// The status before the change; unspecified when the order was created by it.
    #[member(3)]
    pub previous_status: OrderStatus,
    /// The status after the change.
    #[member(4)]
    pub status: OrderStatus,
    /// When the change happened.
    #[member(5)]
    pub occurred_at: SystemTime,
}

/// Takes orders from their creation to their delivery.
#[contract]
pub trait OrderService {
    /// Fetches one order.
    #[operation(http(get = "/v1/orders/{id}"), idempotency = no_side_effects)]
    async fn get_order(&self, request: GetOrderRequest) -> Result<GetOrderResponse, OrderError>;

    /// Lists a user's orders page by page.
    #[operation(http(get = "/v1/users/{user_id}/orders"), idempotency = no_side_effects)]
    async fn list_orders(&self, request: ListOrdersRequest) -> Result<ListOrdersResponse, OrderError>;

    /// Creates an order.
    #[operation(http(post = "/v1/orders", body = "*"))]
    async fn create_order(&self, request: CreateOrderRequest) -> Result<CreateOrderResponse, OrderError>;

    /// Gives an order up that is not shipped yet.
    #[operation(http(post = "/v1/orders/{id}:cancel", body = "*"))]
    async fn cancel_order(&self, request: CancelOrderRequest) -> Result<CancelOrderResponse, OrderError>;

    /// Applies what happened to orders outside.
    #[operation]
    async fn upload_order_events(
        &self,
        requests: impl Stream<Item = Result<UploadOrderEventsRequest, Status>>,
    ) -> Result<UploadOrderEventsResponse, OrderError>;

    /// Sends the changes of the orders that the caller names, while it names them.
    #[operation]
    async fn stream_order_updates(
        &self,
        requests: impl Stream<Item = Result<StreamOrderUpdatesRequest, Status>>,
    ) -> Result<impl Stream<Item = Result<StreamOrderUpdatesResponse, Status>>, Status>;
}
