//! Writing: all of a transaction is kept, or nothing.

use std::time::SystemTime;

use contracts::Message;
use kernel_api::order::Order;
use kernel_api::user::User;
use sqlx::Sqlite;
use tokio::sync::watch;
use uuid::Uuid;

use super::{Error, Log, events, orders, users};

/// Changes that are kept together, or not at all: dropped without [`Transaction::commit`], nothing is.
pub struct Transaction {
    inner: sqlx::Transaction<'static, Sqlite>,
    head: watch::Sender<u64>,
    last_position: Option<u64>,
}

impl Transaction {
    pub(super) fn new(inner: sqlx::Transaction<'static, Sqlite>, head: watch::Sender<u64>) -> Self {
        Transaction { inner, head, last_position: None }
    }

    /// The user with this id.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn user(&mut self, id: Uuid) -> Result<Option<User>, Error> {
        users::find(&mut self.inner, id).await
    }

    /// The user with this email, in whatever case it is written.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn user_by_email(&mut self, email: &str) -> Result<Option<User>, Error> {
        users::find_by_email(&mut self.inner, email).await
    }

    /// Adds a user.
    ///
    /// # Errors
    /// [`Error::EmailTaken`], or the database cannot be written.
    pub async fn insert_user(&mut self, user: &User) -> Result<(), Error> {
        users::insert(&mut self.inner, user).await
    }

    /// Puts a user in the place of the one with its id.
    ///
    /// # Errors
    /// [`Error::EmailTaken`], or the database cannot be written.
    pub async fn replace_user(&mut self, user: &User) -> Result<(), Error> {
        users::replace(&mut self.inner, user).await
    }

    /// Removes a user.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn remove_user(&mut self, id: Uuid) -> Result<(), Error> {
        users::remove(&mut self.inner, id).await
    }

    /// The order with this id.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn order(&mut self, id: Uuid) -> Result<Option<Order>, Error> {
        orders::find(&mut self.inner, id).await
    }

    /// Adds an order.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn insert_order(&mut self, order: &Order) -> Result<(), Error> {
        orders::insert(&mut self.inner, order).await
    }

    /// Puts an order in the place of the one with its id.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn replace_order(&mut self, order: &Order) -> Result<(), Error> {
        orders::replace(&mut self.inner, order).await
    }

    /// Appends an event to a log.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn append(
        &mut self,
        log: Log,
        subject: Uuid,
        occurred_at: SystemTime,
        contract: &impl Message,
    ) -> Result<(), Error> {
        let body = contract.encode_to_vec();
        let position = events::append(&mut self.inner, log, subject, occurred_at, body).await?;
        self.last_position = Some(position);
        Ok(())
    }

    /// Keeps the changes: once this returns, they survive the loss of the process and of power.
    ///
    /// A caller that stops waiting does not stop the commit, so whoever follows a log is always woken.
    ///
    /// # Errors
    /// The database cannot be written; then nothing is kept.
    pub async fn commit(self) -> Result<(), Error> {
        tokio::spawn(self.commit_and_wake()).await.map_err(|_| Error::Closed)?
    }

    async fn commit_and_wake(self) -> Result<(), Error> {
        self.inner.commit().await?;
        if let Some(position) = self.last_position {
            self.head.send_if_modified(|head| {
                let newer = *head < position;
                *head = position.max(*head);
                newer
            });
        }
        Ok(())
    }
}
