//! What decoding may take.

use contracts::rpc::Limits;
use contracts::wire::DecodeErrorKind;
use contracts::{DecodeOptions, Message, contract};

contracts::package!("cart.v1");

/// What someone is about to buy.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Cart {
    /// The numbers of the articles.
    #[member(1)]
    articles: Vec<u32>,
    /// What is kept for another day.
    #[member(2)]
    later: Option<Box<Cart>>,
}

const UNTRUSTED: DecodeOptions = DecodeOptions::new()
    .with_size(64 << 10) // bytes of the message
    .with_depth(8) // levels of messages, groups and map entries below it
    .with_elements(1000) // of all its repeated fields and maps together
    .with_unknown_bytes(1 << 10); // that its `#[unknown]` members keep

/// For a server, one of its services, or a client.
const LIMITS: Limits = Limits { receive: 64 << 10, send: usize::MAX, decode: UNTRUSTED };

#[test]
fn a_cart_holds_so_much() {
    let cart = [0x12, 6, 0x0a, 4, 1, 2, 3, 4];
    assert!(Cart::decode_with(&cart, &LIMITS.decode).is_ok());
    let error = Cart::decode_with(&cart, &UNTRUSTED.with_elements(3)).unwrap_err();
    assert_eq!(error.path(), "Cart.later.articles");
    assert_eq!(error.kind(), &DecodeErrorKind::TooManyElements(3));
}
