//! Messages that are kept as bytes and looked at later.

use contracts::{DecodeOptions, Encoded, Message, View, contract};

use crate::samples::{borrowing, full};

contracts::package!("kept.v1");

/// A list of orders, each as it came.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Kept {
    /// The first.
    #[member(1)]
    first: Option<Encoded<borrowing::PlaceOrderRequest<'static>>>,
    /// All others.
    #[member(2)]
    others: Vec<Encoded<borrowing::PlaceOrderRequest<'static>>>,
}

/// The same list, decoded.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Seen<'a> {
    /// The first.
    #[member(1)]
    first: Option<borrowing::PlaceOrderRequest<'a>>,
    /// All others.
    #[member(2)]
    others: Vec<borrowing::PlaceOrderRequest<'a>>,
}

#[test]
fn a_member_is_kept_as_it_came() {
    let bytes = full().encode_to_vec();
    let order = borrowing::PlaceOrderRequest::decode(&bytes).unwrap();
    let seen =
        Seen { first: Some(order.clone()), others: vec![order.clone(), borrowing::PlaceOrderRequest::default()] };
    let kept = Kept::decode(&seen.encode_to_vec()).unwrap();
    assert_eq!(kept.encode_to_vec(), seen.encode_to_vec());
    assert_eq!(kept.others[0].view(), Ok(order.clone()));
    assert_eq!(kept.first, Some(order.to_encoded()));
}

#[test]
fn pieces_of_a_member_are_put_together() {
    let kept = Kept::decode(b"\x0a\x05\x0a\x03Ada\x0a\x04\x12\x02hi\x0a\x05\x0a\x03Eve").unwrap();
    let first = kept.first.as_ref().unwrap().view().unwrap();
    assert_eq!((first.customer, first.note), ("Eve", Some("hi")));
}

#[test]
fn what_is_wrong_is_found_by_who_looks() {
    let kept = Encoded::<borrowing::PlaceOrderRequest<'static>>::decode(b"\x0a\x01\xff").unwrap();
    assert_eq!(kept.view().unwrap_err().to_string(), "PlaceOrderRequest.customer: invalid UTF-8");
    let few = DecodeOptions::new().with_elements(1).with_size(100);
    let kept = Encoded::<borrowing::PlaceOrderRequest<'static>>::decode_with(b"\x5a\x00\x5a\x00", &few).unwrap();
    assert_eq!(kept.view().unwrap_err().path(), "PlaceOrderRequest.names");
    let large = Encoded::<borrowing::PlaceOrderRequest<'static>>::decode_with(&[0; 101], &few);
    assert_eq!(large.unwrap_err().path(), "PlaceOrderRequest");
    assert_eq!(format!("{kept:?}"), "Encoded { bytes: 4 }");
}
