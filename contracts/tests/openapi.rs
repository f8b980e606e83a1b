//! What the OpenAPI document says of operations and of the JSON that they take and give.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::time::{Duration, SystemTime};

use contracts::openapi::{self, Info, Mistake};
use contracts::rpc::Definition as _;
use contracts::wkt::{Any, FieldMask, Wrapped};
use contracts::{Status, contract};
use futures::Stream;
use serde_json::{Value, json};
use uuid::Uuid;

contracts::package!("library.v1");

/// How a book is bound.
#[contract]
#[derive(Clone, Copy)]
enum Binding {
    /// Nobody knows.
    Unspecified = 0,
    /// In paper.
    Paper = 1,
}

/// Where the book is.
#[contract]
enum Place {
    /// On a shelf.
    #[member(20)]
    Shelf(String),
    /// With a reader.
    #[member(21)]
    Reader(Uuid),
}

/// A book.
///
/// It may hold others.
#[contract]
struct Book {
    /// Its name.
    #[member(1)]
    name: String,
    #[member(2)]
    pages: u8,
    #[member(3)]
    sold: u64,
    #[member(4)]
    weight: f64,
    #[member(5)]
    cover: Vec<u8>,
    #[member(6)]
    binding: Binding,
    #[member(7)]
    printed_at: SystemTime,
    #[member(8)]
    lent_for: Duration,
    #[member(9)]
    volumes: Vec<Book>,
    #[member(10)]
    words: HashMap<String, i32>,
    #[member(11, as = Wrapped)]
    price: Option<i64>,
    #[member(12)]
    seen_from: Ipv4Addr,
    #[member(13)]
    extra: Any,
    #[oneof]
    place: Option<Place>,
}

/// Which shelf.
#[contract]
struct Filter {
    /// How many at most.
    #[member(1)]
    at_most: i32,
    #[member(2)]
    bindings: Vec<Binding>,
    #[member(3)]
    inner: Option<Box<Filter>>,
    #[member(4)]
    labels: HashMap<String, String>,
}

/// Asks for books.
#[contract]
struct ListBooksRequest {
    /// The shelf.
    #[member(1)]
    shelf: String,
    #[member(2)]
    filter: Option<Filter>,
    #[member(3)]
    mask: FieldMask,
    /// No longer heeded.
    #[member(4)]
    #[deprecated]
    since: u64,
}

/// The books.
#[contract]
struct ListBooksResponse {
    #[member(1)]
    books: Vec<Book>,
}

/// Lends books.
#[contract]
trait LibraryService {
    /// Lists
    /// books.
    ///
    /// By shelf.
    #[operation(http(get = "/v1/shelves/{shelf}/books"), http(get = "/v1/shelves:books"))]
    async fn list_books(&self, request: ListBooksRequest) -> Result<ListBooksResponse, Status>;
    /// Puts a book on a shelf.
    #[operation(http(put = "/v1/{name=shelves/*}", body = "*"))]
    async fn put_book(&self, request: Book) -> Result<Book, Status>;
    /// Asks with a filter.
    #[operation(http(post = "/v1/shelves/{name}/books", body = "filter"))]
    async fn filter_books(&self, request: FilterBooksRequest) -> Result<(), Status>;
    /// Follows the books.
    #[operation(http(get = "/v1/books"))]
    async fn watch_books(&self, request: ListBooksRequest) -> Result<impl Stream<Item = Result<Book, Status>>, Status>;
    /// Names the books.
    #[operation(http(get = "/v1/names", response_body = "names"), http(get = "/v1/best", response_body = "best"))]
    async fn name_books(&self, request: ()) -> Result<NameBooksResponse, Status>;
    /// Has no binding.
    #[operation]
    async fn burn_book(&self, request: Book) -> Result<(), Status>;
}

/// The names.
#[contract]
struct NameBooksResponse {
    /// All of them.
    ///
    /// In order.
    #[member(1)]
    names: Vec<String>,
    /// The best.
    #[member(2)]
    best: Option<Book>,
}

/// Asks for books by a filter.
#[contract]
struct FilterBooksRequest {
    #[member(1)]
    name: String,
    #[member(2)]
    filter: Option<Filter>,
}

/// Where the reader gets it.
#[contract]
enum PickUp {
    /// On a shelf.
    #[member(20)]
    Shelf(String),
    /// From someone.
    #[member(21)]
    Keeper(String),
}

/// Reserves books.
#[contract]
struct ReserveRequest {
    #[member(1, validate(required, max_len = 254, email))]
    reader: String,
    #[member(2, validate(lte = 100, example = [2, 6]))]
    weeks: u32,
    #[member(3, validate(gte = 1))]
    since: u64,
    #[member(4, validate(in = [5, 10]))]
    price: Option<i64>,
    #[member(5, validate(min_items = 1, max_items = 3, unique, items(min_len = 2)))]
    names: Vec<String>,
    #[member(6, validate(max_pairs = 2, keys(pattern = "^[a-z]+$"), values(gt = -1)))]
    words: HashMap<String, i32>,
    #[member(7, validate(defined_only, not_in = [Binding::Unspecified]))]
    binding: Binding,
    #[member(8, validate(gt = 0, finite))]
    weight: f64,
    #[member(9, validate(ignore = if_zero, uuid))]
    id: String,
    #[oneof(validate(required))]
    pick_up: Option<PickUp>,
}

/// Reserves books.
#[contract]
trait DeskService {
    /// Reserves books.
    #[operation(http(post = "/v1/reservations", body = "*"))]
    async fn reserve(&self, request: ReserveRequest) -> Result<(), Status>;
    /// Looks reservations up.
    #[operation(http(get = "/v1/readers/{reader}/reservations"))]
    async fn list(&self, request: ReserveRequest) -> Result<(), Status>;
}

/// Binds what is not there, and what is bound.
#[contract]
trait MistakenService {
    /// Names no field.
    #[operation(http(get = "/v1/{shelff}"))]
    async fn misspelt(&self, request: ListBooksRequest) -> Result<(), Status>;
    /// Is the first.
    #[operation(http(get = "/v2/{shelf}"))]
    async fn first(&self, request: ListBooksRequest) -> Result<(), Status>;
    /// Is the second, at the same path.
    #[operation(http(get = "/v2/{since}"))]
    async fn second(&self, request: ListBooksRequest) -> Result<(), Status>;
    /// Answers with what it does not have.
    #[operation(http(get = "/v3", response_body = "it"))]
    async fn third(&self, request: ListBooksRequest) -> Result<(), Status>;
}

fn document() -> Value {
    openapi::document(&Info::new("Library", "1.0.0"), [LibraryServiceDefinition::SCHEMA]).unwrap()
}

fn check(pointer: &str, expected: Value) {
    let document = document();
    assert_eq!(document.pointer(pointer), Some(&expected), "{pointer}\n{document:#}");
}

#[test]
fn operations_with_a_binding_are_described() {
    let document = document();
    let paths: Vec<&String> = document["paths"].as_object().unwrap().keys().collect();
    let expected = ["/v1/best", "/v1/names", "/v1/shelves/{name}", "/v1/shelves/{shelf}/books", "/v1/shelves:books"];
    assert_eq!(paths, expected);
    check("/openapi", json!("3.1.0"));
    check("/info", json!({ "title": "Library", "version": "1.0.0" }));
    check("/tags", json!([{ "name": "library.v1.LibraryService", "description": "Lends books." }]));
    let list = "/paths/~1v1~1shelves~1{shelf}~1books/get";
    check(&format!("{list}/operationId"), json!("LibraryService_ListBooks"));
    check("/paths/~1v1~1shelves:books/get/operationId", json!("LibraryService_ListBooks_2"));
    check(&format!("{list}/summary"), json!("Lists books."));
    check(&format!("{list}/description"), json!("By shelf."));
    let response =
        json!({ "application/json": { "schema": { "$ref": "#/components/schemas/library.v1.ListBooksResponse" } } });
    check(&format!("{list}/responses/200"), json!({ "description": "The books.", "content": response }));
    let problem = json!({ "$ref": "#/components/schemas/Problem" });
    check(&format!("{list}/responses/default/content/application~1problem+json/schema"), problem);
}

#[test]
fn the_path_and_the_query_bind_parameters() {
    let integers = json!({ "type": "integer", "format": "int32" });
    let bindings = json!({ "type": "array", "items": { "$ref": "#/components/schemas/library.v1.Binding" } });
    let document = document();
    let parameters = document["paths"]["/v1/shelves/{shelf}/books"]["get"]["parameters"].as_array().unwrap();
    let expected = [
        json!({ "name": "shelf", "in": "path", "required": true, "schema": { "type": "string" }, "description": "The shelf." }),
        json!({ "name": "filter.atMost", "in": "query", "schema": integers, "description": "How many at most." }),
        json!({ "name": "filter.bindings", "in": "query", "schema": bindings }),
    ];
    assert_eq!(parameters[..3], expected);
    let last = parameters.last().unwrap();
    let since = json!({ "type": "string", "format": "uint64" });
    let since = json!({ "name": "since", "in": "query", "schema": since, "description": "No longer heeded.", "deprecated": true });
    assert_eq!(*last, since);
}

#[test]
fn the_body_is_what_the_path_does_not_bind() {
    let body = "requestBody/content/application~1json/schema";
    check(
        &format!("/paths/~1v1~1shelves~1{{name}}/put/{body}"),
        json!({ "$ref": "#/components/schemas/library.v1.Book" }),
    );
    // Spelled as the path that was there before, which differs in the name alone.
    let filter = json!({ "$ref": "#/components/schemas/library.v1.Filter" });
    check(&format!("/paths/~1v1~1shelves~1{{shelf}}~1books/post/{body}"), filter);
    check("/paths/~1v1~1shelves~1{shelf}~1books/post/parameters/0/name", json!("shelf"));
}

#[test]
fn an_answer_is_the_field_that_is_the_response_body() {
    let answer = "get/responses/200";
    let content = json!({ "application/json": { "schema": { "type": "array", "items": { "type": "string" } } } });
    check(&format!("/paths/~1v1~1names/{answer}"), json!({ "description": "All of them.", "content": content }));
    let best = json!({ "anyOf": [{ "$ref": "#/components/schemas/library.v1.Book" }, { "type": "null" }] });
    check(&format!("/paths/~1v1~1best/{answer}/content/application~1json/schema"), best);
}

#[test]
fn values_have_the_form_of_canonical_json() {
    let book = |name: &str| format!("/components/schemas/library.v1.Book/properties/{name}");
    check("/components/schemas/library.v1.Book/description", json!("A book.\n\nIt may hold others."));
    check(&book("name"), json!({ "type": "string", "description": "Its name." }));
    check(&book("pages"), json!({ "type": "integer", "minimum": 0, "maximum": 255 }));
    check(&book("sold"), json!({ "type": "string", "format": "uint64" }));
    check(&book("weight/anyOf/0"), json!({ "type": "number", "format": "double" }));
    check(&book("cover"), json!({ "type": "string", "contentEncoding": "base64" }));
    check(&book("binding"), json!({ "$ref": "#/components/schemas/library.v1.Binding" }));
    check(&book("printedAt"), json!({ "type": "string", "format": "date-time" }));
    check(&book("lentFor"), json!({ "type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,9})?s$" }));
    check(&book("volumes/items"), json!({ "$ref": "#/components/schemas/library.v1.Book" }));
    check(&book("words/additionalProperties"), json!({ "type": "integer", "format": "int32" }));
    check(&book("price/anyOf"), json!([{ "type": "string", "format": "int64" }, { "type": "null" }]));
    check(&book("seenFrom"), json!({ "type": "string", "format": "ipv4" }));
    check(&book("extra/required"), json!(["@type"]));
    check(&book("reader"), json!({ "type": "string", "format": "uuid", "description": "With a reader." }));
    let exclusive = json!({
        "shelf": { "properties": { "reader": false } },
        "reader": { "properties": { "shelf": false } },
    });
    check("/components/schemas/library.v1.Book/dependentSchemas", exclusive);
    let names = json!(["BINDING_UNSPECIFIED", "BINDING_PAPER"]);
    check("/components/schemas/library.v1.Binding/enum", names);
}

#[test]
fn what_rules_say_is_said() {
    let document = openapi::document(&Info::new("Desk", "1.0.0"), [DeskServiceDefinition::SCHEMA]).unwrap();
    let request = &document["components"]["schemas"]["library.v1.ReserveRequest"];
    let check = |name: &str, expected: Value| assert_eq!(request["properties"][name], expected, "{request:#}");
    assert_eq!(request["properties"]["reader"]["format"], "email");
    assert_eq!(request["properties"]["reader"]["maxLength"], 254);
    check("weeks", json!({ "type": "integer", "format": "uint32", "minimum": 0, "maximum": 100, "examples": [2, 6] }));
    check("since", json!({ "type": "string", "format": "uint64", "pattern": "^[1-9][0-9]*$" }));
    check("price", json!({ "type": "string", "format": "int64", "enum": ["5", "10"] }));
    let items = json!({ "type": "string", "minLength": 2 });
    check("names", json!({ "type": "array", "items": items, "minItems": 1, "maxItems": 3, "uniqueItems": true }));
    let values = json!({ "type": "integer", "format": "int32", "minimum": 0 });
    let keys = json!({ "pattern": "^[a-z]+$" });
    check(
        "words",
        json!({ "type": "object", "additionalProperties": values, "propertyNames": keys, "maxProperties": 2 }),
    );
    check("binding", json!({ "type": "string", "enum": ["BINDING_PAPER"], "description": "How a book is bound." }));
    let number = json!({ "type": "number", "format": "double", "exclusiveMinimum": 0 });
    check("weight", number);
    assert_eq!(request["properties"]["id"]["anyOf"][0], json!({ "const": "" }));
    assert_eq!(request["required"], json!(["reader", "since", "names", "binding", "weight"]));
    assert_eq!(request["anyOf"], json!([{ "required": ["shelf"] }, { "required": ["keeper"] }]));
    let parameters = document["paths"]["/v1/readers/{reader}/reservations"]["get"]["parameters"].as_array().unwrap();
    let required = parameters.iter().filter(|parameter| parameter["required"] == json!(true));
    let required: Vec<&Value> = required.map(|parameter| &parameter["name"]).collect();
    assert_eq!(required, ["reader", "since", "names", "binding", "weight"]);
}

#[test]
fn all_mistakes_of_bindings_are_found() {
    let mistakes = openapi::document(&Info::new("", ""), [MistakenServiceDefinition::SCHEMA]).unwrap_err();
    let told: Vec<(&str, &str)> = mistakes.iter().map(|Mistake { method, reason, .. }| (*method, &**reason)).collect();
    let expected = [
        (
            "/library.v1.MistakenService/Misspelt",
            "the path \"/v1/{shelff}\" names `shelff`, no field of library.v1.ListBooksRequest",
        ),
        ("/library.v1.MistakenService/Second", "GET \"/v2/{since}\" is bound already, by another operation"),
        ("/library.v1.MistakenService/Third", "`response_body` names `it`, no field of google.protobuf.Empty"),
    ];
    assert_eq!(told, expected);
    assert!(mistakes[0].to_string().starts_with("contracts/tests/openapi.rs:"), "{}", mistakes[0]);
}
