//! The table of users.

use contracts::{Enumeration, Message};
use kernel_api::user::{User, UserStatus};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use uuid::Uuid;

use super::time::microseconds;
use super::{Error, SequencedUser, Slice, Window};

pub(super) async fn find(connection: &mut SqliteConnection, id: Uuid) -> Result<Option<User>, Error> {
    let row = sqlx::query("SELECT id, body FROM users WHERE id = ?")
        .bind(&id.as_bytes()[..])
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(user).transpose()
}

pub(super) async fn find_by_email(connection: &mut SqliteConnection, email: &str) -> Result<Option<User>, Error> {
    let row = sqlx::query("SELECT id, body FROM users WHERE email_key = ?")
        .bind(email_key(email))
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(user).transpose()
}

pub(super) async fn list(
    connection: &mut SqliteConnection,
    status: Option<UserStatus>,
    window: Window,
) -> Result<Slice<User>, Error> {
    let status = status.map(Enumeration::number);
    let total = sqlx::query("SELECT count(*) FROM users WHERE ?1 IS NULL OR status = ?1")
        .bind(status)
        .fetch_one(&mut *connection)
        .await?;
    let rows =
        sqlx::query("SELECT id, body FROM users WHERE ?1 IS NULL OR status = ?1 ORDER BY sequence LIMIT ?2 OFFSET ?3")
            .bind(status)
            .bind(window.limit)
            .bind(i64::try_from(window.offset).unwrap_or(i64::MAX))
            .fetch_all(connection)
            .await?;
    let entries = rows.iter().map(user).collect::<Result<_, _>>()?;
    Ok(Slice { entries, total: total.try_get::<i64, _>(0)?.unsigned_abs() })
}

pub(super) async fn after(
    connection: &mut SqliteConnection,
    sequence: i64,
    status: Option<UserStatus>,
    limit: u32,
) -> Result<Vec<SequencedUser>, Error> {
    let rows = sqlx::query(
        "SELECT sequence, id, body FROM users \
         WHERE sequence > ?1 AND (?2 IS NULL OR status = ?2) ORDER BY sequence LIMIT ?3",
    )
    .bind(sequence)
    .bind(status.map(Enumeration::number))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(SequencedUser { sequence: row.try_get("sequence")?, user: user(row)? })).collect()
}

pub(super) async fn insert(connection: &mut SqliteConnection, user: &User) -> Result<(), Error> {
    sqlx::query("INSERT INTO users (id, email_key, status, created_at, body) VALUES (?, ?, ?, ?, ?)")
        .bind(&user.id.as_bytes()[..])
        .bind(email_key(&user.email))
        .bind(user.status.number())
        .bind(microseconds(user.created_at))
        .bind(user.encode_to_vec())
        .execute(connection)
        .await
        .map_err(|error| written(error, user))?;
    Ok(())
}

pub(super) async fn replace(connection: &mut SqliteConnection, user: &User) -> Result<(), Error> {
    sqlx::query("UPDATE users SET email_key = ?, status = ?, body = ? WHERE id = ?")
        .bind(email_key(&user.email))
        .bind(user.status.number())
        .bind(user.encode_to_vec())
        .bind(&user.id.as_bytes()[..])
        .execute(connection)
        .await
        .map_err(|error| written(error, user))?;
    Ok(())
}

pub(super) async fn remove(connection: &mut SqliteConnection, id: Uuid) -> Result<(), Error> {
    sqlx::query("DELETE FROM users WHERE id = ?").bind(&id.as_bytes()[..]).execute(connection).await?;
    Ok(())
}

/// A UUID in a column.
pub(super) fn uuid(row: &SqliteRow, column: &str) -> Result<Uuid, Error> {
    let bytes: &[u8] = row.try_get(column)?;
    Uuid::from_slice(bytes).map_err(|error| Error::Database(sqlx::Error::Decode(Box::new(error))))
}

fn user(row: &SqliteRow) -> Result<User, Error> {
    let body: &[u8] = row.try_get("body")?;
    let id = uuid(row, "id")?;
    User::decode(body).map_err(|cause| Error::Corrupt { table: "user", id, cause })
}

/// What makes two emails the same: all but upper and lower case.
fn email_key(email: &str) -> String {
    email.to_lowercase()
}

fn written(error: sqlx::Error, user: &User) -> Error {
    match error.as_database_error() {
        Some(refusal) if refusal.is_unique_violation() && refusal.message().contains("users.email_key") => {
            Error::EmailTaken(user.email.clone())
        }
        _ => Error::Database(error),
    }
}
