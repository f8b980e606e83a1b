//! The services without gRPC, on the same port: Connect, and REST with JSON.

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::process::Kernel;

/// Sends one HTTP/1.1 request with a JSON body; returns the status and the body of the response.
async fn send(kernel: &Kernel, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: kernel\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(kernel.address()).await.unwrap();
    stream.write_all((head + &body).as_bytes()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let status = head.split_whitespace().nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_user_is_created_found_and_removed_with_rest() {
    let folder = TempDir::new().unwrap();
    let kernel = Kernel::start(&folder).await;
    let ada = json!({"email": "ada@example.org", "displayName": "Ada", "phone": "+442079460000"});
    let (status, created) = send(&kernel, "POST", "/v1/users", &ada).await;
    assert_eq!(
        (status, &created["user"]["email"], &created["user"]["role"]),
        (200, &ada["email"], &json!("USER_ROLE_MEMBER"))
    );

    let path = format!("/v1/users/{}", created["user"]["id"].as_str().unwrap());
    assert_eq!(send(&kernel, "GET", &path, &Value::Null).await, (200, created));
    let (status, list) = send(&kernel, "GET", "/v1/users?page.page_size=1", &Value::Null).await;
    assert_eq!((status, &list["page"]["total"], list["users"].as_array().map(Vec::len)), (200, &json!("1"), Some(1)));
    assert_eq!(send(&kernel, "DELETE", &path, &Value::Null).await.0, 200);
    assert_eq!(send(&kernel, "GET", &path, &Value::Null).await.0, 404);
    assert_eq!(send(&kernel, "POST", "/v1/users", &json!({"email": "ada"})).await.0, 400);
}

#[tokio::test]
async fn an_order_goes_to_its_end_with_connect() {
    let folder = TempDir::new().unwrap();
    let kernel = Kernel::start(&folder).await;
    let ada = json!({"email": "ada@example.org"});
    let (_, created) = send(&kernel, "POST", "/user.v1.UserService/CreateUser", &ada).await;
    let price = json!({"currencyCode": "EUR", "minorUnits": "350"});
    let order = json!({"userId": created["user"]["id"], "lines": [{"sku": "tea", "quantity": 2, "unitPrice": price}]});
    let (status, order) = send(&kernel, "POST", "/order.v1.OrderService/CreateOrder", &order).await;
    assert_eq!((status, &order["order"]["total"]["minorUnits"]), (200, &json!("700")));

    let cancel = json!({"id": order["order"]["id"], "reason": "too late"});
    let (status, cancelled) = send(&kernel, "POST", "/order.v1.OrderService/CancelOrder", &cancel).await;
    assert_eq!((status, &cancelled["order"]["status"]), (200, &json!("ORDER_STATUS_CANCELLED")));
    let (status, error) = send(&kernel, "POST", "/order.v1.OrderService/CancelOrder", &cancel).await;
    assert_eq!((status, &error["code"]), (400, &json!("failed_precondition")));
}
