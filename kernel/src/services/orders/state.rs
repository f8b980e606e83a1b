//! The state machine of orders.

use kernel_api::order::OrderStatus;

/// The statuses that an order can have next.
pub(super) fn next(status: OrderStatus) -> &'static [OrderStatus] {
    match status {
        OrderStatus::Pending => &[OrderStatus::Confirmed, OrderStatus::Cancelled],
        OrderStatus::Confirmed => &[OrderStatus::Shipped, OrderStatus::Cancelled],
        OrderStatus::Shipped => &[OrderStatus::Delivered],
        OrderStatus::Delivered | OrderStatus::Cancelled => &[],
        OrderStatus::Unspecified | OrderStatus::Other(_) => &[],
    }
}

/// Whether an order of one status can get another by one step.
pub(super) fn is_legal(from: OrderStatus, to: OrderStatus) -> bool {
    next(from).contains(&to)
}

#[cfg(test)]
mod tests {
    use super::OrderStatus::{self, *};
    use super::*;

    const ALL: [OrderStatus; 7] = [Unspecified, Pending, Confirmed, Shipped, Delivered, Cancelled, Other(9)];

    const LEGAL: [(OrderStatus, OrderStatus); 5] = [
        (Pending, Confirmed),
        (Pending, Cancelled),
        (Confirmed, Shipped),
        (Confirmed, Cancelled),
        (Shipped, Delivered),
    ];

    #[test]
    fn every_step_but_five_is_illegal() {
        for from in ALL {
            for to in ALL {
                assert_eq!(is_legal(from, to), LEGAL.contains(&(from, to)), "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn delivered_and_cancelled_are_the_end() {
        assert!(next(Delivered).is_empty() && next(Cancelled).is_empty());
    }
}
