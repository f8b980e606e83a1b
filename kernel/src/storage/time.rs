//! How points in time stand in a column.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Microseconds since 1970, negative before; the ends of the range stand for what is outside.
pub(super) fn microseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => whole(since),
        Err(before) => whole(before.duration()).saturating_neg(),
    }
}

fn whole(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_microseconds_since_1970() {
        assert_eq!(microseconds(UNIX_EPOCH), 0);
        assert_eq!(microseconds(UNIX_EPOCH + Duration::from_millis(1)), 1_000);
        assert_eq!(microseconds(UNIX_EPOCH - Duration::from_secs(1)), -1_000_000);
    }
}
