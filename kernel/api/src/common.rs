//! Types that several packages share: pagination, errors, money.

use contracts::contract;

contracts::package!("common.v1");

/// Asks for one page of a list.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct PageRequest {
    /// The page, counted from 1. 0 stands for 1.
    #[member(1)]
    pub page: u32,
    /// How many entries a page has: at most 100. 0 stands for 20.
    #[member(2, validate(lte = 100))]
    pub page_size: u32,
}

/// Says which page of a list this is.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct PageResponse {
    /// How many entries all pages have together.
    #[member(1)]
    pub total: u64,
    /// The page, counted from 1.
    #[member(2)]
    pub page: u32,
    /// How many entries a page has.
    #[member(3)]
    pub page_size: u32,
    /// Whether there is a page after this one.
    #[member(4)]
    pub has_next: bool,
}

/// What kind of failure an [`AppError`] tells of.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCode {
    /// The kind is not known.
    Unspecified = 0,
    /// What was asked for does not exist.
    NotFound = 1,
    /// What should be created exists already.
    AlreadyExists = 2,
    /// The request breaks a rule of its message.
    InvalidArgument = 3,
    /// The caller may not do this.
    PermissionDenied = 4,
    /// The service failed.
    Internal = 5,
    /// A code of a later version.
    #[unknown]
    Other(i32),
}

/// A failure as every service tells of it, sent as a detail of the gRPC status.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct AppError {
    /// The kind of failure.
    #[member(1)]
    pub code: ErrorCode,
    /// What happened, for a person.
    #[member(2)]
    pub message: String,
    /// The field of the request that broke a rule.
    #[member(3)]
    pub field: Option<String>,
}

/// An amount of money, which is never negative.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// The currency as a code of ISO 4217, in upper case: `EUR`.
    #[member(1, validate(pattern = "^[A-Z]{3}$"))]
    pub currency_code: String,
    /// The amount in the smallest unit of the currency: cents for `EUR`.
    #[member(2, validate(gte = 0))]
    pub minor_units: i64,
}

/// Whether a text can stand on one line: it has no control characters.
pub(crate) fn is_line(text: &str) -> bool {
    !text.contains(char::is_control)
}
