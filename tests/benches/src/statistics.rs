//! What is said of many times.

pub use tests_benches_page::median;
use tests_benches_page::quantile;

/// Half of what lies between the first and the third quarter, as a part of the median.
pub fn spread(numbers: &[f64]) -> f64 {
    (quantile(numbers, 0.75) - quantile(numbers, 0.25)) / 2.0 / median(numbers)
}

/// The geometric mean of some numbers; nothing of none.
pub fn geometric_mean(numbers: &[f64]) -> Option<f64> {
    let sum: f64 = numbers.iter().map(|number| number.ln()).sum();
    (!numbers.is_empty()).then(|| (sum / numbers.len() as f64).exp())
}

#[cfg(test)]
mod tests {
    use super::{geometric_mean, median, spread};

    #[test]
    fn the_middle_lies_between_and_the_mean_is_geometric() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        assert_eq!(spread(&[1.0, 2.0, 3.0, 4.0, 5.0]), 1.0 / 3.0);
        assert_eq!(geometric_mean(&[]), None);
        assert!((geometric_mean(&[2.0, 8.0]).unwrap_or_default() - 4.0).abs() < 1e-12);
    }
}
