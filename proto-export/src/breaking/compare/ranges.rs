//! Numbers and names that are kept free, as ranges with both ends.

use std::collections::BTreeSet;

use prost_types::{DescriptorProto, EnumDescriptorProto};

use crate::breaking::rust;

/// What a message or an enum reserves.
pub(super) struct Kept {
    /// Both ends belong to each range.
    pub(super) numbers: Vec<(i32, i32)>,
    pub(super) names: BTreeSet<String>,
}

impl Kept {
    pub(super) fn of_message(message: &DescriptorProto) -> Self {
        let ranges = message.reserved_range.iter();
        let numbers = ranges.map(|range| (range.start(), range.end().saturating_sub(1))).collect();
        Kept { numbers, names: message.reserved_name.iter().cloned().collect() }
    }

    /// In enums the end belongs to the range.
    pub(super) fn of_enum(of: &EnumDescriptorProto) -> Self {
        let numbers = of.reserved_range.iter().map(|range| (range.start(), range.end())).collect();
        Kept { numbers, names: of.reserved_name.iter().cloned().collect() }
    }

    pub(super) fn has_number(&self, number: i32) -> bool {
        self.numbers.iter().any(|(start, end)| (*start..=*end).contains(&number))
    }

    pub(super) fn has_name(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// This and more.
    pub(super) fn with(&self, numbers: &[(i32, i32)], names: &[&str]) -> Kept {
        let numbers = joined(self.numbers.iter().chain(numbers).copied().collect());
        Kept { numbers, names: self.names.iter().cloned().chain(names.iter().map(|name| (*name).to_owned())).collect() }
    }

    /// `reserved(4, 9..=12, "old_name")`
    pub(super) fn in_rust(&self) -> String {
        let numbers = self.numbers.iter().map(|range| rust::ranges(&[*range]));
        let names = self.names.iter().map(|name| format!("\"{name}\""));
        format!("reserved({})", numbers.chain(names).collect::<Vec<_>>().join(", "))
    }
}

/// The parts of a range that none of the others holds.
pub(super) fn missing((start, end): (i32, i32), others: &[(i32, i32)]) -> Vec<(i32, i32)> {
    let mut gaps = Vec::new();
    // Wider than the numbers are, so that what follows the last one is a number, too.
    let (mut next, end) = (i64::from(start), i64::from(end));
    for (other_start, other_end) in joined(others.to_vec()) {
        let (other_start, other_end) = (i64::from(other_start), i64::from(other_end));
        if other_start > next && next <= end {
            gaps.push((next, end.min(other_start - 1)));
        }
        next = next.max(other_end + 1);
    }
    if next <= end {
        gaps.push((next, end));
    }
    let narrow = |(start, end)| Some((i32::try_from(start).ok()?, i32::try_from(end).ok()?));
    gaps.into_iter().filter_map(narrow).collect()
}

/// The ranges in their order, those that touch made one.
fn joined(mut ranges: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    ranges.sort_unstable();
    let mut joined: Vec<(i32, i32)> = Vec::new();
    for (start, end) in ranges {
        match joined.last_mut() {
            Some(last) if start <= last.1.saturating_add(1) => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{joined, missing};

    #[test]
    fn what_is_missing_is_told_number_by_number() {
        for (range, others, expected) in [
            ((4, 4), &[(4, 4)][..], &[][..]),
            ((4, 4), &[], &[(4, 4)]),
            ((1, 9), &[(3, 4), (6, 6)], &[(1, 2), (5, 5), (7, 9)]),
            ((1, 9), &[(1, 4), (5, 9)], &[]),
            ((5, 9), &[(1, 3), (8, 20)], &[(5, 7)]),
            ((5, 9), &[(10, 20)], &[(5, 9)]),
            ((1, i32::MAX), &[(2, i32::MAX - 1)], &[(1, 1), (i32::MAX, i32::MAX)]),
            ((i32::MIN, -1), &[(i32::MIN, -3)], &[(-2, -1)]),
        ] {
            assert_eq!(missing(range, others), expected, "{range:?} without {others:?}");
        }
    }

    #[test]
    fn ranges_that_touch_are_one() {
        assert_eq!(joined(vec![(5, 6), (1, 2), (3, 3), (9, i32::MAX), (10, 11)]), [(1, 3), (5, 6), (9, i32::MAX)]);
    }
}
