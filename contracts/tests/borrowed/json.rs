//! JSON: written as by the contract that owns what it holds, and read into bytes.

use contracts::json::{self, Options};
use contracts::{Encoded, Message, View};
use serde_json::json;

use crate::samples::{borrowing, orders, owning};

type Order = Encoded<borrowing::PlaceOrderRequest<'static>>;

#[test]
fn both_write_the_same_json_and_read_it() {
    for order in orders() {
        let bytes = order.encode_to_vec();
        let view = borrowing::PlaceOrderRequest::decode(&bytes).expect("it is an order");
        for options in [Options::default(), Options { default_values: true, proto_names: true, ..Options::default() }] {
            let text = json::to_string(&order, options).expect("it has a JSON form");
            assert_eq!(json::to_string(&view, options).expect("it has a JSON form"), text);
            assert_eq!(json::to_string(&view.to_encoded(), options).expect("it has a JSON form"), text);
            let read: Order = json::from_str(&text, Options::default()).expect("it is an order");
            let owned = json::from_str(&text, Options::default()).expect("it is an order");
            assert_eq!(owning::PlaceOrderRequest::decode(read.as_bytes()), Ok(owned), "{text}");
        }
    }
}

#[test]
fn a_text_with_an_escape_is_read_from_json() {
    let order: Order =
        serde_json::from_str(r#"{"customer": "\u0041da \"1\"", "lines": [{"article": "a\nb"}]}"#).unwrap();
    let order = order.view().unwrap();
    assert_eq!((order.customer, order.lines[0].article), ("Ada \"1\"", "a\nb"));
    let order: Order = serde_json::from_value(json!({"customer": "Ada"})).unwrap();
    assert_eq!(order.view().unwrap().customer, "Ada");
}

#[test]
fn json_is_refused_as_everywhere() {
    let table = [
        r#"{"customer": "a", "customer": "b"}"#,
        r#"{"customer": 1}"#,
        r#"{"card": "1", "free": {}}"#,
        r#"{"shop": "1", "place": {}}"#,
        r#"{"nobody": 1}"#,
        r#"{"lines": [{"article": 1}]}"#,
        r#"{"labels": {"a": 1, "a": 2}}"#,
        r#"{"token": "?"}"#,
        "[]",
    ];
    for text in table {
        let view = serde_json::from_str::<Order>(text).expect_err(text);
        let owned = serde_json::from_str::<owning::PlaceOrderRequest>(text).expect_err(text);
        assert_eq!(view.to_string(), owned.to_string().replace("owning.v1", "borrowing.v1"));
    }
}

#[test]
fn null_is_absence() {
    let text = r#"{"customer": null, "note": null, "lines": null, "card": null, "free": {}, "shop": null}"#;
    let order: Order = serde_json::from_str(text).unwrap();
    let order = order.view().unwrap();
    assert_eq!((order.note, order.payment), (None, Some(borrowing::Payment::Free)));
}

#[test]
fn an_any_holds_a_message_that_borrows() {
    let text = r#"{"@type":"type.googleapis.com/borrowing.v1.Line","article":"nail","count":3}"#;
    let any: contracts::wkt::Any = serde_json::from_str(text).unwrap();
    assert_eq!(borrowing::Line::decode(&any.value), Ok(borrowing::Line { article: "nail", count: 3 }));
    assert_eq!(serde_json::to_string(&any).unwrap(), text);
}
