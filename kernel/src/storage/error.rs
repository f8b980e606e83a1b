//! What can go wrong in the storage.

use std::path::PathBuf;

use uuid::Uuid;

/// Why the storage did not do what it was asked for.
///
/// The text has the cause in it: none has a [source](std::error::Error::source), which would be told twice.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder of the database, or the lock beside it, cannot be made.
    #[error("cannot open the database {}: {cause}", file.display())]
    File {
        /// The database.
        file: PathBuf,
        /// What the operating system says.
        cause: std::io::Error,
    },
    /// Another process has the database open.
    #[error("cannot open the database {}: another process has it open", file.display())]
    InUse {
        /// The database.
        file: PathBuf,
    },
    /// The file is there and is no database of the kernel, or of a newer kernel.
    #[error("cannot open the database {}: {reason}", file.display())]
    Unusable {
        /// The database.
        file: PathBuf,
        /// Why not.
        reason: String,
    },
    /// Another user has this email.
    #[error("another user has the email {0}")]
    EmailTaken(String),
    /// What is stored cannot be decoded.
    #[error("{table} {id} cannot be decoded: {cause}")]
    Corrupt {
        /// What kind of row.
        table: &'static str,
        /// Which row.
        id: Uuid,
        /// What the decoder says.
        cause: contracts::DecodeError,
    },
    /// So many calls wait for the database that this one gave up.
    #[error("the database is busy")]
    Busy,
    /// The store was closed.
    #[error("the database is closed")]
    Closed,
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(sqlx::Error),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Error::Busy,
            sqlx::Error::PoolClosed => Error::Closed,
            other => Error::Database(other),
        }
    }
}
