//! When two values are the same.

use std::fmt::Debug;

use contracts::Message;

/// Panics unless two values are equal and are written alike: not a number is equal to itself, and the sign of zero counts.
pub(crate) fn expect_same<M: Message + PartialEq + Debug>(left: &M, right: &M, what: &str) {
    expect_equal(left, right, what);
    assert_eq!(left.encode_to_vec(), right.encode_to_vec(), "{what}: the bytes");
}

/// Panics unless two values are equal, where not a number is equal to itself.
pub(crate) fn expect_equal<T: PartialEq + Debug>(left: &T, right: &T, what: &str) {
    if left != right {
        assert_eq!(format!("{left:?}"), format!("{right:?}"), "{what}");
    }
}
