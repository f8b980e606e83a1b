//! Bytes: written and read as by the contract that owns what it holds, and borrowed where they are.

use contracts::{DecodeError, DecodeOptions, Message, View};
use proptest::prelude::{Strategy, any, proptest};
use proptest::sample::{Index, select};

use crate::samples::{borrowing, full, orders, owning};

/// What the contract that borrows makes of bytes, in the one that owns.
fn through_a_view(bytes: &[u8]) -> Result<owning::PlaceOrderRequest, DecodeError> {
    let view = borrowing::PlaceOrderRequest::decode(bytes)?;
    Ok(owning::PlaceOrderRequest::decode(&view.encode_to_vec()).expect("what was written is an order"))
}

#[test]
fn both_write_the_same_bytes_and_read_them() {
    for order in orders() {
        let bytes = order.encode_to_vec();
        let view = borrowing::PlaceOrderRequest::decode(&bytes).expect("it is an order");
        assert_eq!(view.encode_to_vec(), bytes);
        assert_eq!(view.encoded_len(), bytes.len());
        let mut out = vec![7];
        view.encode(&mut out);
        assert_eq!(out[1..], bytes);
        assert_eq!(through_a_view(&bytes), Ok(order));
    }
}

#[test]
fn text_and_bytes_are_inside_the_input() {
    let bytes = full().encode_to_vec();
    let order = borrowing::PlaceOrderRequest::decode(&bytes).expect("it is an order");
    let input = bytes.as_ptr_range();
    let Some(borrowing::Payment::Voucher(voucher)) = &order.payment else { panic!("a voucher was encoded") };
    let texts = [order.customer, order.lines[2].article, voucher.article, order.comment.as_ref(), order.names[2]];
    let keys = order.labels.keys().chain(order.by_name.keys()).copied();
    let values = order.by_name.values().map(|line| line.article);
    let before = order.before.iter().map(|before| before.customer);
    let texts = texts.into_iter().chain(keys).chain(values).chain(before).map(str::as_bytes);
    let others = [order.token, &order.digest, &order.parts[0], order.keys[&-1]];
    for borrowed in texts.chain(others) {
        assert!(borrowed.is_empty() || input.contains(&borrowed.as_ptr()), "{borrowed:?}");
    }
}

#[test]
fn what_follows_merges_as_everywhere() {
    let (mut first, mut second) = (full(), orders().remove(3));
    second.last.count = 0;
    second.customer = "Eve".into();
    first.before = Some(Box::new(full()));
    for (one, other) in [(&first, &second), (&second, &first), (&first, &first)] {
        let bytes = [one.encode_to_vec(), other.encode_to_vec()].concat();
        assert_eq!(through_a_view(&bytes), owning::PlaceOrderRequest::decode(&bytes));
        let (one, other) = (one.encode_to_vec(), other.encode_to_vec());
        let mut view = borrowing::PlaceOrderRequest::decode(&one).expect("it is an order");
        view.merge(&other).expect("it is another");
        assert_eq!(view, borrowing::PlaceOrderRequest::decode(&bytes).expect("it is both"));
    }
}

#[test]
fn errors_have_paths() {
    let table: [(&[u8], &str); 7] = [
        (b"\x0a\x01\xff", "PlaceOrderRequest.customer: invalid UTF-8"),
        (b"\x22\x00\x22\x03\x0a\x01\xff", "PlaceOrderRequest.lines[1].article: invalid UTF-8"),
        (b"\x5a\x00\x5a\x01\xff", "PlaceOrderRequest.names[1]: invalid UTF-8"),
        (b"\x2a\x03\x0a\x01\xff", "PlaceOrderRequest.labels.key: invalid UTF-8"),
        (b"\x6a\x05\x12\x03\x0a\x01\xff", "PlaceOrderRequest.by_name.value.article: invalid UTF-8"),
        (b"\x42\x01\xff", "PlaceOrderRequest.card: invalid UTF-8"),
        (b"\x72\x03\x0a\x01\xff", "PlaceOrderRequest.before.customer: invalid UTF-8"),
    ];
    for (bytes, expected) in table {
        let error = borrowing::PlaceOrderRequest::decode(bytes).expect_err("the text is none");
        assert_eq!(error.to_string(), expected);
        assert_eq!(owning::PlaceOrderRequest::decode(bytes), Err(error));
    }
}

#[test]
fn limits_hold_as_everywhere() {
    let bytes = orders().remove(7).encode_to_vec();
    let options = DecodeOptions::new();
    for limit in 0..40 {
        let each = [
            options.with_depth(limit),
            options.with_elements(limit as usize),
            options.with_size(bytes.len() + 20 - limit as usize),
            options.with_unknown_bytes(limit as usize),
        ];
        for options in each {
            let owned = owning::PlaceOrderRequest::decode_with(&bytes, &options).map(|order| order.encode_to_vec());
            let view = borrowing::PlaceOrderRequest::decode_with(&bytes, &options).map(|order| order.encode_to_vec());
            assert_eq!(view, owned, "{options:?}");
        }
    }
}

#[test]
fn what_is_redacted_is_not_shown() {
    let bytes = full().encode_to_vec();
    let shown = format!("{:?}", borrowing::PlaceOrderRequest::decode(&bytes).expect("it is an order"));
    assert!(shown.contains("token: [redacted]") && shown.contains("customer: \"Ada\""), "{shown}");
}

/// Bytes of an order in which some are others, and of which the end may be missing or be there twice.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let changes = proptest::collection::vec((any::<Index>(), any::<u8>()), 0..4);
    (select(orders()), changes, any::<Index>(), any::<bool>()).prop_map(|(order, changes, end, is_cut)| {
        let mut bytes = order.encode_to_vec();
        bytes.push(0x0a);
        for (place, byte) in changes {
            *place.get_mut(&mut bytes) = byte;
        }
        let end = end.index(bytes.len());
        if is_cut {
            bytes.truncate(end);
        } else {
            bytes.extend_from_within(end..);
        }
        bytes
    })
}

proptest! {
    #[test]
    fn both_make_the_same_of_any_bytes(bytes in mutated()) {
        assert_eq!(through_a_view(&bytes), owning::PlaceOrderRequest::decode(&bytes));
    }
}
