//! The table of orders.

use contracts::{Enumeration, Message};
use kernel_api::order::{Order, OrderStatus};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use uuid::Uuid;

use super::time::microseconds;
use super::users::uuid;
use super::{Error, Slice, Window};

pub(super) async fn find(connection: &mut SqliteConnection, id: Uuid) -> Result<Option<Order>, Error> {
    let row = sqlx::query("SELECT id, body FROM orders WHERE id = ?")
        .bind(&id.as_bytes()[..])
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(order).transpose()
}

pub(super) async fn list(
    connection: &mut SqliteConnection,
    user_id: Uuid,
    status: Option<OrderStatus>,
    window: Window,
) -> Result<Slice<Order>, Error> {
    let status = status.map(Enumeration::number);
    let total = sqlx::query("SELECT count(*) FROM orders WHERE user_id = ?1 AND (?2 IS NULL OR status = ?2)")
        .bind(&user_id.as_bytes()[..])
        .bind(status)
        .fetch_one(&mut *connection)
        .await?;
    let rows = sqlx::query(
        "SELECT id, body FROM orders \
         WHERE user_id = ?1 AND (?2 IS NULL OR status = ?2) ORDER BY sequence LIMIT ?3 OFFSET ?4",
    )
    .bind(&user_id.as_bytes()[..])
    .bind(status)
    .bind(window.limit)
    .bind(i64::try_from(window.offset).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    let entries = rows.iter().map(order).collect::<Result<_, _>>()?;
    Ok(Slice { entries, total: total.try_get::<i64, _>(0)?.unsigned_abs() })
}

pub(super) async fn insert(connection: &mut SqliteConnection, order: &Order) -> Result<(), Error> {
    sqlx::query("INSERT INTO orders (id, user_id, status, created_at, body) VALUES (?, ?, ?, ?, ?)")
        .bind(&order.id.as_bytes()[..])
        .bind(&order.user_id.as_bytes()[..])
        .bind(order.status.number())
        .bind(microseconds(order.created_at))
        .bind(order.encode_to_vec())
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn replace(connection: &mut SqliteConnection, order: &Order) -> Result<(), Error> {
    sqlx::query("UPDATE orders SET status = ?, body = ? WHERE id = ?")
        .bind(order.status.number())
        .bind(order.encode_to_vec())
        .bind(&order.id.as_bytes()[..])
        .execute(connection)
        .await?;
    Ok(())
}

fn order(row: &SqliteRow) -> Result<Order, Error> {
    let body: &[u8] = row.try_get("body")?;
    let id = uuid(row, "id")?;
    Order::decode(body).map_err(|cause| Error::Corrupt { table: "order", id, cause })
}
