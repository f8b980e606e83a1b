//! Users: the people who can sign in, and the service that manages them.

use contracts::{Context, Status, UnknownFields, contract};
use futures::Stream;
use std::time::SystemTime;
use uuid::Uuid;

use crate::common::{AppError, PageRequest, PageResponse, is_line};

contracts::package!("user.v1");

/// A person who can sign in.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// Identifies the user; given by the service.
    #[member(1)]
    pub id: Uuid,
    /// The address the user signs in with; no two users share one.
    #[member(2, validate(max_len = 254, email))]
    pub email: String,
    /// What the user is called on screen.
    #[member(3, validate(max_len = 200, cel(
        id = "line",
        message = "must not contain control characters",
        expression = "!this.matches(r'\\p{Cc}')",
        with = is_line
    )))]
    pub display_name: String,
    /// What the user may do.
    #[member(4)]
    pub role: UserRole,
    /// Whether the user may sign in.
    #[member(5)]
    pub status: UserStatus,
    /// When the user was created.
    #[member(6)]
    pub created_at: SystemTime,
    /// When the user was last changed.
    #[member(7)]
    pub updated_at: SystemTime,
    /// Free labels, by key.
    #[member(
        8,
        validate(max_pairs = 64, keys(min_len = 1, max_len = 63, pattern = r"^\P{Cc}*$"), values(max_len = 255))
    )]
    pub labels: std::collections::BTreeMap<String, String>,
    /// The secret with which the user's programs sign in.
    #[member(9, redact)]
    pub api_key: String,
    /// How to reach the user besides by email.
    #[oneof]
    pub contact: Option<Contact>,
    /// What a newer version of this contract has added: kept, stored and returned.
    #[unknown]
    pub unknown: UnknownFields,
}

/// What a user may do.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserRole {
    /// No role was named.
    Unspecified = 0,
    /// May do everything.
    Admin = 1,
    /// May use the platform.
    Member = 2,
    /// A role of a later version.
    #[unknown]
    Other(i32),
}

/// Whether a user may sign in.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserStatus {
    /// No status was named.
    Unspecified = 0,
    /// May sign in.
    Active = 1,
    /// May not sign in for now.
    Suspended = 2,
    /// A status of a later version.
    #[unknown]
    Other(i32),
}

/// A way to reach a user.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Contact {
    /// A telephone number as in E.164: `+442079460000`.
    #[member(20, validate(pattern = r"^\+[1-9][0-9]{1,14}$"))]
    Phone(String),
    /// A postal address.
    #[member(21)]
    Postal(PostalAddress),
    /// The user does not want to be reached.
    #[member(22)]
    DoNotContact,
}

/// Where a letter arrives.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct PostalAddress {
    /// The lines above the city, from the top.
    #[member(1, validate(max_items = 10, items(max_len = 200)))]
    pub lines: Vec<String>,
    /// The city.
    #[member(2, validate(max_len = 200))]
    pub city: String,
    /// The code that the postal service uses.
    #[member(3, validate(max_len = 20))]
    pub postal_code: String,
    /// The country as a two-letter code of ISO 3166-1, in upper case: `GB`.
    #[member(4, validate(pattern = "^[A-Z]{2}$"))]
    pub country_code: String,
}

/// Why a call of `UserService` failed.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum UserError {
    /// No user has this id.
    #[member(1)]
    #[error(code = NotFound, message = "{message}")]
    NotFound(AppError),
    /// Another user has this email.
    #[member(2)]
    #[error(code = AlreadyExists, message = "{message}")]
    EmailTaken(AppError),
    /// The request breaks a rule of its message.
    #[member(3)]
    #[error(code = InvalidArgument, message = "{message}")]
    Invalid(AppError),
    /// Anything else: the service, the network or the caller's deadline.
    #[status]
    Other(Status),
}

/// Asks for one user.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct GetUserRequest {
    /// The user's id.
    #[member(1, validate(required))]
    pub id: Uuid,
}

/// One user.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct GetUserResponse {
    /// The user.
    #[member(1)]
    pub user: User,
}

/// Asks for a page of users, the oldest first.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct ListUsersRequest {
    /// Which page.
    #[member(1)]
    pub page: Option<PageRequest>,
    /// Only users of this status; unspecified for all.
    #[member(2)]
    pub status: UserStatus,
}

/// A page of users.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct ListUsersResponse {
    /// The users of this page.
    #[member(1)]
    pub users: Vec<User>,
    /// Which page this is.
    #[member(2)]
    pub page: PageResponse,
}

/// Asks for all users, one by one.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct StreamUsersRequest {
    /// Only users of this status; unspecified for all.
    #[member(1)]
    pub status: UserStatus,
}

/// One of the users asked for.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct StreamUsersResponse {
    /// The user.
    #[member(1)]
    pub user: User,
}

/// Describes a user to create.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct CreateUserRequest {
    /// The address the user signs in with.
    #[member(1, validate(max_len = 254, email))]
    pub email: String,
    /// What the user is called on screen.
    #[member(2, validate(max_len = 200, cel(
        id = "line",
        message = "must not contain control characters",
        expression = "!this.matches(r'\\p{Cc}')",
        with = is_line
    )))]
    pub display_name: String,
    /// What the user may do; unspecified stands for a member.
    #[member(3, validate(defined_only))]
    pub role: UserRole,
    /// Free labels, by key.
    #[member(
        4,
        validate(max_pairs = 64, keys(min_len = 1, max_len = 63, pattern = r"^\P{Cc}*$"), values(max_len = 255))
    )]
    pub labels: std::collections::BTreeMap<String, String>,
    /// How to reach the user besides by email.
    #[oneof]
    pub contact: Option<Contact>,
}

/// The user that was created.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct CreateUserResponse {
    /// The user.
    #[member(1)]
    pub user: User,
}

/// Changes a user: what is absent stays as it is.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateUserRequest {
    /// The user's id.
    #[member(1, validate(required))]
    pub id: Uuid,
    /// The new email.
    #[member(2, validate(max_len = 254, email))]
    pub email: Option<String>,
    /// The new name on screen.
    #[member(3, validate(max_len = 200, cel(
        id = "line",
        message = "must not contain control characters",
        expression = "!this.matches(r'\\p{Cc}')",
        with = is_line
    )))]
    pub display_name: Option<String>,
    /// The new role.
    #[member(4, validate(defined_only, not_in = [UserRole::Unspecified]))]
    pub role: Option<UserRole>,
    /// The new status.
    #[member(5, validate(defined_only, not_in = [UserStatus::Unspecified]))]
    pub status: Option<UserStatus>,
}

/// The user after the change.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateUserResponse {
    /// The user.
    #[member(1)]
    pub user: User,
}

/// Removes a user.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteUserRequest {
    /// The user's id.
    #[member(1, validate(required))]
    pub id: Uuid,
}

/// One of the users to create.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct BatchCreateUsersRequest {
    /// The user to create.
    #[member(1)]
    pub user: CreateUserRequest,
}

/// What a batch created: all of it, or the call failed and nothing was.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct BatchCreateUsersResponse {
    /// The users in the order of their requests.
    #[member(1)]
    pub users: Vec<User>,
}

/// A user as the caller knows it.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct SyncUsersRequest {
    /// The user. Matched by its id, or by its email when the id is not set.
    #[member(1)]
    pub user: User,
}

/// What the service made of a [`SyncUsersRequest`]; answers come in the order of the requests.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct SyncUsersResponse {
    /// The user as the service knows it now.
    #[member(1)]
    pub user: User,
    /// What was done.
    #[member(2)]
    pub status: SyncStatus,
}

/// What was done with a user that was sent for synchronization.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncStatus {
    /// Nothing is said.
    Unspecified = 0,
    /// The user was new.
    Created = 1,
    /// The user was changed.
    Updated = 2,
    /// The user was the same already.
    Unchanged = 3,
    /// A status of a later version.
    #[unknown]
    Other(i32),
}

/// Asks for the changes of users, from a position on.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct WatchUsersRequest {
    /// Only changes of users that have this status after the change; unspecified for all.
    #[member(1)]
    pub status: UserStatus,
    /// The position of the last change that the caller has seen: the stream begins with the one after it.
    /// 0 begins with the first there is; absent begins with what happens from now on.
    #[member(2)]
    pub after_position: Option<u64>,
}

/// One change of a user.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct WatchUsersResponse {
    /// Where the change stands in the log: grows with every change, with gaps.
    #[member(1)]
    pub position: u64,
    /// What kind of change it was.
    #[member(2)]
    pub kind: UserChange,
    /// The user after the change; for a deletion as it was before.
    #[member(3)]
    pub user: User,
    /// When the change happened.
    #[member(4)]
    pub occurred_at: SystemTime,
}

/// A kind of change.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserChange {
    /// The kind is not known.
    Unspecified = 0,
    /// The user was created.
    Created = 1,
    /// The user was changed.
    Updated = 2,
    /// The user was removed.
    Deleted = 3,
    /// A kind of a later version.
    #[unknown]
    Other(i32),
}

/// Manages users.
#[contract]
pub trait UserService {
    /// Fetches one user.
    #[operation(http(get = "/v1/users/{id}"), idempotency = no_side_effects)]
    async fn get_user(&self, request: GetUserRequest) -> Result<GetUserResponse, UserError>;

    /// Lists users page by page.
    #[operation(http(get = "/v1/users"), idempotency = no_side_effects)]
    async fn list_users(&self, request: ListUsersRequest) -> Result<ListUsersResponse, UserError>;

    /// Sends all users, one by one.
    #[operation(idempotency = no_side_effects)]
    async fn stream_users(
        &self,
        request: StreamUsersRequest,
    ) -> Result<impl Stream<Item = Result<StreamUsersResponse, Status>>, Status>;

    /// Creates a user.
    #[operation(http(post = "/v1/users", body = "*"))]
    async fn create_user(&self, request: CreateUserRequest, cx: &Context) -> Result<CreateUserResponse, UserError>;

    /// Changes a user.
    #[operation(http(patch = "/v1/users/{id}", body = "*"), idempotency = idempotent)]
    async fn update_user(&self, request: UpdateUserRequest) -> Result<UpdateUserResponse, UserError>;

    /// Removes a user.
    #[operation(http(delete = "/v1/users/{id}"), idempotency = idempotent)]
    async fn delete_user(&self, request: DeleteUserRequest) -> Result<(), UserError>;

    /// Creates many users at once: all of them or none.
    #[operation]
    async fn batch_create_users(
        &self,
        requests: impl Stream<Item = Result<BatchCreateUsersRequest, Status>>,
    ) -> Result<BatchCreateUsersResponse, UserError>;

    /// Brings the users of another system and ours into line, in both directions.
    #[operation]
    async fn sync_users(
        &self,
        requests: impl Stream<Item = Result<SyncUsersRequest, Status>>,
    ) -> Result<impl Stream<Item = Result<SyncUsersResponse, Status>>, Status>;

    /// Sends every change of users, from a position on, until the caller hangs up.
    #[operation(idempotency = no_side_effects)]
    async fn watch_users(
        &self,
        request: WatchUsersRequest,
        cx: &Context,
    ) -> Result<impl Stream<Item = Result<WatchUsersResponse, Status>>, Status>;
}
