//! The same service over Connect and REST: requests as they stand on the wire, and what comes back.

use contracts::{Context, Status, contract};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

contracts::package!("shelf.v1");

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Book {
    #[member(1)]
    title: String,
    #[member(2)]
    pages: u64,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct FindBookRequest {
    #[member(1)]
    shelf: String,
    #[member(2)]
    id: u32,
    #[member(3)]
    with_pages: bool,
    #[member(4)]
    word_list: Vec<String>,
    #[member(5)]
    page: Option<Page>,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Page {
    #[member(1)]
    number: u32,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct FindBookResponse {
    #[member(1)]
    asked: FindBookRequest,
    #[member(2)]
    book: Option<Book>,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct AddBookRequest {
    #[member(1)]
    shelf: String,
    #[member(2)]
    book: Book,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct AddBookResponse {
    #[member(1)]
    request: AddBookRequest,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
enum ShelfError {
    #[member(1)]
    #[error(code = NotFound, message = "no book {id} on the shelf {shelf}")]
    NoBook(FindBookRequest),
    #[status]
    Other(Status),
}

#[contract]
trait ShelfService {
    #[operation(http(get = "/v1/shelves/{shelf}/books/{id}"), idempotency = no_side_effects)]
    async fn find_book(&self, request: FindBookRequest, cx: &Context) -> Result<FindBookResponse, ShelfError>;
    #[operation(http(post = "/v1/shelves/{shelf}/books", body = "book"))]
    async fn add_book(&self, request: AddBookRequest) -> Result<AddBookResponse, Status>;
    #[operation(
        http(post = "/v1/shelves/{shelf}:replace", body = "*"),
        http(put = "/v1/shelves/{shelf}", body = "book")
    )]
    async fn replace_shelf(&self, request: AddBookRequest) -> Result<AddBookResponse, Status>;
    #[operation(
        http(get = "/v1/parts/{shelf}/{id}/shelf", response_body = "shelf"),
        http(get = "/v1/parts/{shelf}/{id}/id", response_body = "id"),
        http(get = "/v1/parts/{shelf}/{id}/words", response_body = "word_list"),
        http(get = "/v1/parts/{shelf}/{id}/with", response_body = "withPages"),
        http(get = "/v1/parts/{shelf}/{id}/page", response_body = "page")
    )]
    async fn part(&self, request: FindBookRequest) -> Result<FindBookRequest, Status>;
}

struct Shelves;

impl ShelfService for Shelves {
    async fn find_book(&self, request: FindBookRequest, cx: &Context) -> Result<FindBookResponse, ShelfError> {
        cx.set_response_header("x-shelf", "oak")?;
        let peer = cx.peer().map(|peer| peer.ip().to_string());
        cx.set_response_header("x-peer", &peer.unwrap_or_default()).map_err(Status::from)?;
        cx.set_response_trailer("x-dust", "none")?;
        match request.id {
            0 => Err(ShelfError::NoBook(request)),
            _ => Ok(FindBookResponse { asked: request, book: None }),
        }
    }
    async fn add_book(&self, request: AddBookRequest) -> Result<AddBookResponse, Status> {
        Ok(AddBookResponse { request })
    }
    async fn replace_shelf(&self, request: AddBookRequest) -> Result<AddBookResponse, Status> {
        Ok(AddBookResponse { request })
    }
    async fn part(&self, request: FindBookRequest) -> Result<FindBookRequest, Status> {
        match request.id {
            404 => Err(Status::not_found("there is none")),
            _ => Ok(request),
        }
    }
}

/// Status line, headers in lower case, body.
struct Answer {
    status: u16,
    headers: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {:?}", self.body))
    }

    fn has(&self, header: &str) {
        assert!(self.headers.contains(header), "{header:?} is not in {:?}", self.headers);
    }
}

async fn send(method: &str, path: &str, content_type: &str, body: &[u8]) -> Answer {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = contracts::rpc::tonic::Server::builder().service(ShelfServiceServer::new(Shelves)).connect().rest();
    tokio::spawn(server.serve(listener));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), body].concat()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let headers = String::from_utf8(answer[..end].to_vec()).unwrap().to_lowercase();
    Answer { status: headers[9..12].parse().unwrap(), headers, body: answer[end + 4..].to_vec() }
}

async fn rest(method: &str, path: &str, body: &str) -> Answer {
    send(method, path, "application/json", body.as_bytes()).await
}

#[tokio::test]
async fn rest_binds_the_path_and_the_query() {
    let answer = rest("GET", "/v1/shelves/a%20b/books/7?withPages=true&word_list=x&wordList=y&page.number=3", "").await;
    assert_eq!(answer.status, 200);
    answer.has("x-shelf: oak");
    answer.has("x-peer: 127.0.0.1");
    let asked = json!({ "shelf": "a b", "id": 7, "withPages": true, "wordList": ["x", "y"], "page": { "number": 3 } });
    assert_eq!(answer.json(), json!({ "asked": asked }));
}

#[tokio::test]
async fn rest_binds_the_body() {
    let book = json!({ "title": "Emma", "pages": "474" });
    let expected = json!({ "request": { "shelf": "s", "book": book } });
    let answer = rest("POST", "/v1/shelves/s/books", &book.to_string()).await;
    assert_eq!((answer.status, answer.json()), (200, expected.clone()));
    let all = json!({ "shelf": "in the body", "book": book });
    let answer = rest("POST", "/v1/shelves/s:replace", &all.to_string()).await;
    assert_eq!((answer.status, answer.json()), (200, expected));
}

#[tokio::test]
async fn rest_serves_every_binding_of_an_operation() {
    let book = json!({ "title": "Emma", "pages": "474" });
    let expected = json!({ "request": { "shelf": "s", "book": book } });
    let first = rest("POST", "/v1/shelves/s:replace", &json!({ "book": book }).to_string()).await;
    assert_eq!((first.status, first.json()), (200, expected.clone()));
    let second = rest("PUT", "/v1/shelves/s", &book.to_string()).await;
    assert_eq!((second.status, second.json()), (200, expected));
}

#[tokio::test]
async fn rest_answers_with_the_field_that_is_the_response() {
    let all = "/v1/parts/a%20%22%7D/7/";
    let query = "?with_pages=true&word_list=x&word_list=y&page.number=3";
    let answer = |part: &str, query: &str, expected: &'static str| {
        let path = format!("{all}{part}{query}");
        async move {
            let answer = rest("GET", &path, "").await;
            answer.has("content-type: application/json");
            assert_eq!((answer.status, String::from_utf8(answer.body).unwrap().as_str()), (200, expected), "{path}");
        }
    };
    answer("shelf", query, "\"a \\\"}\"").await;
    answer("id", query, "7").await;
    answer("words", query, "[\"x\",\"y\"]").await;
    answer("with", query, "true").await;
    answer("page", query, "{\"number\":3}").await;
    // What is left out of the response stands by itself.
    answer("words", "", "[]").await;
    answer("with", "", "false").await;
    answer("page", "", "null").await;
    let failed = rest("GET", "/v1/parts/a/404/id", "").await;
    assert_eq!((failed.status, &failed.json()["detail"]), (404, &json!("there is none")));
}

#[tokio::test]
async fn rest_tells_of_failures_as_problems() {
    let check = |answer: Answer, status: u16, kind: &str, detail: &str| {
        assert_eq!(answer.status, status, "{:?}", answer.headers);
        answer.has("content-type: application/problem+json");
        assert_eq!(answer.json()["type"], kind);
        assert_eq!(answer.json()["detail"], detail);
        assert_eq!(answer.json()["status"], status);
    };
    check(rest("GET", "/v1/shelves/s/books/0", "").await, 404, "problems/not-found", "no book 0 on the shelf s");
    let unknown = "`color` is no field of shelf.v1.FindBookRequest";
    check(rest("GET", "/v1/shelves/s/books/1?color=1", "").await, 400, "problems/validation-failed", unknown);
    let number = "invalid value: string \"x\", expected an integer of 32 bits without a sign";
    check(rest("GET", "/v1/shelves/s/books/x", "").await, 400, "problems/validation-failed", number);
    let json = "the body is not JSON: expected value at line 1 column 1";
    check(rest("POST", "/v1/shelves/s/books", "?").await, 400, "problems/validation-failed", json);
    check(rest("DELETE", "/v1/shelves/s/books/1", "").await, 405, "about:blank", "/v1/shelves/s/books/1 allows GET");
    check(rest("GET", "/nowhere", "").await, 404, "about:blank", "there is nothing at /nowhere");
}

#[tokio::test]
async fn connect_takes_json_and_the_wire_format() {
    let path = "/shelf.v1.ShelfService/FindBook";
    let answer = send("POST", path, "application/json; charset=utf-8", br#"{"id": 7}"#).await;
    assert_eq!((answer.status, answer.json()), (200, json!({ "asked": { "id": 7 } })));
    answer.has("trailer-x-dust: none");
    answer.has("x-peer: 127.0.0.1");
    let answer = send("POST", path, "application/proto", &[0x10, 7]).await;
    assert_eq!((answer.status, answer.body.as_slice()), (200, &[0x0a, 2, 0x10, 7][..]));
    answer.has("content-type: application/proto");
}

#[tokio::test]
async fn connect_tells_of_failures_with_details() {
    let path = "/shelf.v1.ShelfService/FindBook";
    let answer = send("POST", path, "application/json", b"{}").await;
    assert_eq!((answer.status, answer.json()["code"].as_str()), (404, Some("not_found")));
    assert_eq!(answer.json()["details"][0]["type"], "shelf.v1.ShelfError");
    assert_eq!(send("GET", path, "application/json", b"").await.status, 405);
    assert_eq!(send("POST", path, "text/plain", b"").await.status, 415);
    let answer = send("POST", path, "application/json", b"{").await;
    assert_eq!((answer.status, answer.json()["code"].as_str()), (400, Some("invalid_argument")));
}

/// Declares a service with one binding, and serves nothing.
macro_rules! bound {
    ($name:ident, $service:ident, $($http:tt)*) => {
        mod $name {
            use super::*;

            #[contract]
            pub(super) trait $service {
                #[operation(http($($http)*))]
                async fn add_book(&self, request: AddBookRequest) -> Result<AddBookResponse, Status>;
            }

            impl $service for Shelves {
                async fn add_book(&self, request: AddBookRequest) -> Result<AddBookResponse, Status> {
                    Ok(AddBookResponse { request })
                }
            }
        }
    };
}

bound!(path, PathService, post = "/v1/x/{nope}");
bound!(nested, NestedService, post = "/v1/x/{book.nope}");
bound!(scalar, ScalarService, post = "/v1/x/{shelf.title}");
bound!(body, BodyService, post = "/v1/x", body = "zz");
bound!(answer, AnswerService, post = "/v1/x", response_body = "zz");
bound!(good, GoodService, post = "/v1/x/{shelf}/{book.title}", body = "book");

#[tokio::test]
async fn a_binding_of_what_is_no_field_is_refused_at_the_start() {
    macro_rules! refusal {
        ($server:ty) => {
            contracts::rpc::rest::Rest::new().service(&<$server>::new(Shelves)).err()
        };
    }
    let refused = |service: &str, reason: &str| {
        Some(format!("/shelf.v1.{service}/AddBook: {reason}, no field of shelf.v1.AddBookRequest"))
    };
    assert_eq!(refusal!(path::PathServiceServer<_>), refused("PathService", "the path \"/v1/x/{nope}\" names `nope`"));
    let reason = "the path \"/v1/x/{book.nope}\" names `book.nope`";
    assert_eq!(refusal!(nested::NestedServiceServer<_>), refused("NestedService", reason));
    let reason = "the path \"/v1/x/{shelf.title}\" names `shelf.title`";
    assert_eq!(refusal!(scalar::ScalarServiceServer<_>), refused("ScalarService", reason));
    assert_eq!(refusal!(body::BodyServiceServer<_>), refused("BodyService", "`body` names `zz`"));
    let reason = "/shelf.v1.AnswerService/AddBook: `response_body` names `zz`, no field of shelf.v1.AddBookResponse";
    assert_eq!(refusal!(answer::AnswerServiceServer<_>).as_deref(), Some(reason));
    assert_eq!(refusal!(good::GoodServiceServer<_>), None);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = contracts::rpc::tonic::Server::builder().service(body::BodyServiceServer::new(Shelves)).rest();
    let error = server.serve(listener).await.unwrap_err();
    assert_eq!(Some(error.to_string()), refused("BodyService", "`body` names `zz`"));
}
