//! Failures as every service tells of them.

use contracts::Status;
use kernel_api::common::{AppError, ErrorCode};
use kernel_api::order::OrderError;
use kernel_api::user::UserError;

use crate::storage;

/// A rule of a message that a request breaks: which field, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Violation {
    /// The field, as `lines[3].sku`.
    pub(super) field: String,
    /// What is wrong, for a person: goes on after the field's name.
    pub(super) problem: String,
}

impl Violation {
    pub(super) fn new(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Violation { field: field.into(), problem: problem.into() }
    }

    /// The violation as seen from the message that holds the broken one in this field.
    pub(super) fn inside(mut self, parent: &str) -> Self {
        self.field = format!("{parent}.{}", self.field);
        self
    }
}

impl From<Violation> for AppError {
    fn from(violation: Violation) -> Self {
        AppError {
            code: ErrorCode::InvalidArgument,
            message: format!("{} {}", violation.field, violation.problem),
            field: Some(violation.field),
        }
    }
}

impl From<Violation> for UserError {
    fn from(violation: Violation) -> Self {
        UserError::Invalid(violation.into())
    }
}

impl From<Violation> for OrderError {
    fn from(violation: Violation) -> Self {
        OrderError::Invalid(violation.into())
    }
}

/// Something that does not exist: `what` names it, as `user 6f9619ff-…`.
pub(super) fn not_found(what: impl std::fmt::Display, field: &str) -> AppError {
    AppError { code: ErrorCode::NotFound, message: format!("there is no {what}"), field: Some(field.to_owned()) }
}

pub(super) fn email_taken(email: &str) -> AppError {
    AppError {
        code: ErrorCode::AlreadyExists,
        message: format!("another user has the email {email}"),
        field: Some("email".to_owned()),
    }
}

/// What happened goes to the log; the caller learns only that it is not the caller's fault.
impl From<storage::Error> for Status {
    fn from(error: storage::Error) -> Self {
        tracing::error!(error = %error, "the storage failed");
        match error {
            storage::Error::Busy | storage::Error::Closed => Status::unavailable("the storage is busy or closing"),
            _ => Status::internal("the storage failed"),
        }
    }
}

impl From<storage::Error> for UserError {
    fn from(error: storage::Error) -> Self {
        match error {
            storage::Error::EmailTaken(email) => UserError::EmailTaken(email_taken(&email)),
            other => UserError::Other(other.into()),
        }
    }
}

impl From<storage::Error> for OrderError {
    fn from(error: storage::Error) -> Self {
        OrderError::Other(error.into())
    }
}
