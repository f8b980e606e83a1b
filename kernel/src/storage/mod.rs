//! What the kernel keeps: users, orders, and the log of their changes. No rule of the business lives here.
//!
//! [`Store`] and [`Transaction`] say nothing of the database below, so that another can stand in its place.

mod database;
mod error;
mod events;
mod orders;
mod tail;
mod time;
mod transaction;
mod users;

#[cfg(test)]
mod tests;

pub use error::Error;
pub use events::{Event, Log, Span};
pub use tail::Tail;
pub use transaction::Transaction;

use std::path::Path;
use std::sync::Arc;

use kernel_api::order::{Order, OrderStatus};
use kernel_api::user::{User, UserStatus};
use tokio::sync::watch;
use uuid::Uuid;

use database::Database;

/// The kernel's state. Clones share it.
#[derive(Clone)]
pub struct Store {
    database: Arc<Database>,
    head: watch::Sender<u64>,
}

/// A part of a list, and how long the whole list is.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice<T> {
    /// The entries of this part.
    pub entries: Vec<T>,
    /// How many entries all parts have together.
    pub total: u64,
}

/// Which part of a list: `limit` entries after the first `offset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many entries come before.
    pub offset: u64,
    /// How many entries at most.
    pub limit: u32,
}

/// A user and the place it has among all users by age.
#[derive(Debug, Clone, PartialEq)]
pub struct SequencedUser {
    /// Grows with every user that is created.
    pub sequence: i64,
    /// The user.
    pub user: User,
}

impl Store {
    /// Opens the database in this file, and makes the file, its folder and its tables where they are missing.
    ///
    /// # Errors
    /// The file cannot be opened or is no database of the kernel, or another process has it open.
    pub async fn open(file: &Path) -> Result<Store, Error> {
        let database = Database::open(file).await?;
        let head = events::head(&mut *database.reader().await?).await?;
        Ok(Store { database: Arc::new(database), head: watch::Sender::new(head) })
    }

    /// Begins to write. Transactions of one store run one after the other.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn begin(&self) -> Result<Transaction, Error> {
        Ok(Transaction::new(self.database.begin_writing().await?, self.head.clone()))
    }

    /// The user with this id.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn user(&self, id: Uuid) -> Result<Option<User>, Error> {
        users::find(&mut *self.database.reader().await?, id).await
    }

    /// Users by age, the oldest first; those of one status, or all.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn users(&self, status: Option<UserStatus>, window: Window) -> Result<Slice<User>, Error> {
        users::list(&mut *self.database.begin_reading().await?, status, window).await
    }

    /// The next users by age after one of them, to walk through all.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn users_after(
        &self,
        sequence: i64,
        status: Option<UserStatus>,
        limit: u32,
    ) -> Result<Vec<SequencedUser>, Error> {
        users::after(&mut *self.database.reader().await?, sequence, status, limit).await
    }

    /// The order with this id.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn order(&self, id: Uuid) -> Result<Option<Order>, Error> {
        orders::find(&mut *self.database.reader().await?, id).await
    }

    /// A user's orders by age, the oldest first; those of one status, or all.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn orders(
        &self,
        user_id: Uuid,
        status: Option<OrderStatus>,
        window: Window,
    ) -> Result<Slice<Order>, Error> {
        orders::list(&mut *self.database.begin_reading().await?, user_id, status, window).await
    }

    /// The position of the newest event, 0 before the first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn head(&self) -> Result<u64, Error> {
        events::head(&mut *self.database.reader().await?).await
    }

    /// At most `limit` events of a log with a position above `after`, the oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn events(&self, log: Log, after: u64, limit: u32) -> Result<Vec<Event>, Error> {
        events::after(&mut *self.database.reader().await?, log, after, limit).await
    }

    /// At most `limit` events of one subject with a position in a span, the oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn events_of(&self, log: Log, subject: Uuid, span: Span, limit: u32) -> Result<Vec<Event>, Error> {
        events::of_subject(&mut *self.database.reader().await?, log, subject, span, limit).await
    }

    /// Follows a log: all events after a position, those that are there and those to come.
    pub fn tail(&self, log: Log, after: u64) -> Tail {
        Tail::new(self.clone(), self.head.subscribe(), log, after)
    }

    /// Waits for what is being written, and closes the database.
    pub async fn close(&self) {
        self.database.close().await;
    }
}
