//! The log of changes: appended to in the transaction of the change, read by position.

use std::time::SystemTime;

use contracts::Message;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use uuid::Uuid;

use super::time::microseconds;
use super::{Error, users::uuid};

/// Which changes a log holds. The numbers are stored: they never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// Changes of users.
    Users = 1,
    /// Changes of orders.
    Orders = 2,
}

/// A change as it was logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Where the event stands in the log: grows with every event, with gaps.
    pub position: u64,
    /// What was changed.
    pub subject: Uuid,
    body: Vec<u8>,
}

impl Event {
    /// The contract that was appended.
    ///
    /// # Errors
    /// [`Error::Corrupt`]: another contract was.
    pub fn contract<M: Message>(&self) -> Result<M, Error> {
        M::decode(&self.body).map_err(|cause| Error::Corrupt { table: "event of", id: self.subject, cause })
    }
}

/// Positions above `after` and not above `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The last position before the span.
    pub after: u64,
    /// The last position of the span.
    pub until: u64,
}

pub(super) async fn append(
    connection: &mut SqliteConnection,
    log: Log,
    subject: Uuid,
    occurred_at: SystemTime,
    body: Vec<u8>,
) -> Result<u64, Error> {
    let done = sqlx::query("INSERT INTO events (stream, subject, occurred_at, body) VALUES (?, ?, ?, ?)")
        .bind(log as i64)
        .bind(&subject.as_bytes()[..])
        .bind(microseconds(occurred_at))
        .bind(body)
        .execute(connection)
        .await?;
    Ok(done.last_insert_rowid().unsigned_abs())
}

pub(super) async fn head(connection: &mut SqliteConnection) -> Result<u64, Error> {
    let row = sqlx::query("SELECT coalesce(max(position), 0) FROM events").fetch_one(connection).await?;
    Ok(row.try_get::<i64, _>(0)?.unsigned_abs())
}

pub(super) async fn after(
    connection: &mut SqliteConnection,
    log: Log,
    after: u64,
    limit: u32,
) -> Result<Vec<Event>, Error> {
    let rows = sqlx::query(
        "SELECT position, subject, body FROM events WHERE stream = ? AND position > ? ORDER BY position LIMIT ?",
    )
    .bind(log as i64)
    .bind(stored(after))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(event).collect()
}

pub(super) async fn of_subject(
    connection: &mut SqliteConnection,
    log: Log,
    subject: Uuid,
    span: Span,
    limit: u32,
) -> Result<Vec<Event>, Error> {
    let rows = sqlx::query(
        "SELECT position, subject, body FROM events \
         WHERE subject = ? AND stream = ? AND position > ? AND position <= ? ORDER BY position LIMIT ?",
    )
    .bind(&subject.as_bytes()[..])
    .bind(log as i64)
    .bind(stored(span.after))
    .bind(stored(span.until))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(event).collect()
}

fn event(row: &SqliteRow) -> Result<Event, Error> {
    Ok(Event {
        position: row.try_get::<i64, _>("position")?.unsigned_abs(),
        subject: uuid(row, "subject")?,
        body: row.try_get("body")?,
    })
}

/// Positions above what a column holds are beyond every event: the largest that it holds stands for them.
fn stored(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}
