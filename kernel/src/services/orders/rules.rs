//! What a valid order is, beside what the rules of its contract say.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use kernel_api::common::Money;
use kernel_api::order::OrderLine;

use crate::services::failure::Violation;

/// How long before 1970 the year 1 begins.
const BEGIN: Duration = Duration::from_secs(62_135_596_800);

/// How long after 1970 the year 9999 ends.
const END: Duration = Duration::from_secs(253_402_300_800);

/// The sum of lines, which are of one currency.
pub(super) fn total(lines: &[OrderLine]) -> Result<Money, Violation> {
    let currency_code = lines.first().map(|first| first.unit_price.currency_code.clone()).unwrap_or_default();
    let mut minor_units = 0_i64;
    for (index, line) in lines.iter().enumerate() {
        let price =
            line_price(line, &currency_code).map_err(|violation| violation.inside(&format!("lines[{index}]")))?;
        minor_units =
            minor_units.checked_add(price).ok_or_else(|| Violation::new("lines", "cost more than can be counted"))?;
    }
    Ok(Money { currency_code, minor_units })
}

/// A time of an event is one that every language and JSON can write.
pub(super) fn check_time(field: &str, time: SystemTime) -> Result<(), Violation> {
    let is_right = match time.duration_since(UNIX_EPOCH) {
        Ok(since) => since < END,
        Err(before) => before.duration() <= BEGIN,
    };
    if is_right { Ok(()) } else { Err(Violation::new(field, "must be in the years 1 to 9999")) }
}

fn line_price(line: &OrderLine, currency_code: &str) -> Result<i64, Violation> {
    if line.unit_price.currency_code != currency_code {
        return Err(Violation::new(
            "unit_price.currency_code",
            format!("must be {currency_code} as in the first line"),
        ));
    }
    let price = line.unit_price.minor_units.checked_mul(i64::from(line.quantity));
    price.ok_or_else(|| Violation::new("unit_price.minor_units", "times the quantity is more than can be counted"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_in_the_years_1_to_9999() {
        let nanosecond = Duration::from_nanos(1);
        let (first, end) = (UNIX_EPOCH - BEGIN, UNIX_EPOCH + END);
        for (time, right) in [
            (first - nanosecond, false),
            (first, true),
            (UNIX_EPOCH - nanosecond, true),
            (UNIX_EPOCH, true),
            (end - nanosecond, true),
            (end, false),
        ] {
            assert_eq!(check_time("occurred_at", time).is_ok(), right, "{time:?}");
        }
    }

    fn line(sku: &str, quantity: u32, currency_code: &str, minor_units: i64) -> OrderLine {
        let unit_price = Money { currency_code: currency_code.to_owned(), minor_units };
        OrderLine { sku: sku.to_owned(), quantity, unit_price }
    }

    #[test]
    fn the_total_is_the_sum_of_quantity_times_price() {
        let total = total(&[line("tea", 3, "EUR", 250), line("cup", 1, "EUR", 1199), line("gift", 1, "EUR", 0)]);
        assert_eq!(total, Ok(Money { currency_code: "EUR".to_owned(), minor_units: 1949 }));
    }

    #[test]
    fn what_cannot_be_summed_is_named_with_the_line_and_the_field() {
        let tea = || line("tea", 1, "EUR", 100);
        for (lines, field) in [
            (vec![tea(), line("cup", 1, "USD", 1)], "lines[1].unit_price.currency_code"),
            (vec![line("tea", 2, "EUR", i64::MAX)], "lines[0].unit_price.minor_units"),
            (vec![line("tea", 1, "EUR", i64::MAX), tea()], "lines"),
        ] {
            assert_eq!(total(&lines).map_err(|violation| violation.field), Err(field.to_owned()));
        }
    }
}
