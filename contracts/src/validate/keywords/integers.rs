//! The integers that keep rules, and what is said of numbers with a point.

use serde_json::{Value as Json, json};

use super::digits::{between, either};
use super::{Ruled, Zero, all, nothing, written};
use crate::schema::{Bound, Operand, Rule};

/// The integers that keep rules: runs of them in order, each with its first and its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Integers {
    runs: Vec<(i128, i128)>,
    /// The first and the last of the type.
    ends: (i128, i128),
}

impl Integers {
    /// Of the integers between these, which both count, those that keep the rules.
    pub(crate) fn of(ends: (i128, i128), ruled: &Ruled) -> Self {
        let mut integers = Integers { runs: vec![ends], ends };
        for rule in ruled.rules.rules {
            match rule {
                Rule::Const(operand) => integers.keep(&points(&[*operand])),
                Rule::In(operands) => integers.keep(&points(operands)),
                Rule::NotIn(operands) => points(operands).into_iter().for_each(|(point, _)| integers.remove(point)),
                Rule::Range(from, to) => integers.keep(&range(from.as_ref(), to.as_ref())),
                _ => {}
            }
        }
        match ruled.zero {
            Zero::Checked => {}
            Zero::Passed => integers.add_zero(),
            Zero::Refused => integers.remove(0),
        }
        integers
    }

    /// The runs, in order.
    pub(crate) fn runs(&self) -> &[(i128, i128)] {
        &self.runs
    }

    /// Whether all integers of the type are among them.
    pub(crate) fn are_all(&self) -> bool {
        self.runs == [self.ends]
    }

    /// The integers, if they are few and each stands alone.
    pub(crate) fn points(&self) -> Option<Vec<i128>> {
        let is_alone = |(first, last): &(i128, i128)| last - first <= 1;
        let points = self.runs.iter().flat_map(|(first, last)| *first..=*last);
        (!self.runs.is_empty() && self.runs.iter().all(is_alone)).then(|| points.collect())
    }

    /// What is said of a number by its bounds, beside what the type says.
    pub(crate) fn bounds(&self) -> Json {
        if let Some(points) = self.points() {
            return match &points[..] {
                [only] => json!({ "const": number(*only) }),
                points => json!({ "enum": points.iter().copied().map(number).collect::<Vec<_>>() }),
            };
        }
        let bounds = |(first, last): &(i128, i128)| {
            let mut bounds = json!({});
            if *first > self.ends.0 {
                bounds["minimum"] = number(*first);
            }
            if *last < self.ends.1 {
                bounds["maximum"] = number(*last);
            }
            bounds
        };
        match &self.runs[..] {
            [] => nothing(),
            [only] => bounds(only),
            runs => json!({ "anyOf": runs.iter().map(bounds).collect::<Vec<_>>() }),
        }
    }

    /// What matches them as they are written in canonical JSON; where they end with the type, the type is not looked at.
    pub(crate) fn canonical_pattern(&self) -> String {
        let positive = |first: i128, last: i128| match (first, last == self.ends.1) {
            (1, true) => "[1-9][0-9]*".to_owned(),
            _ => between(first.unsigned_abs(), last.unsigned_abs()),
        };
        let negative = |first: i128, last: i128| match (last, first == self.ends.0) {
            (-1, true) => "-[1-9][0-9]*".to_owned(),
            _ => format!("-{}", between(last.unsigned_abs(), first.unsigned_abs())),
        };
        let mut choices = Vec::new();
        for (first, last) in &self.runs {
            if *first < 0 {
                choices.push(negative(*first, (*last).min(-1)));
            }
            if *first <= 0 && *last >= 0 {
                choices.push("0".to_owned());
            }
            if *last > 0 {
                choices.push(positive((*first).max(1), *last));
            }
        }
        format!("^{}$", either(choices))
    }

    fn has(&self, integer: i128) -> bool {
        self.runs.iter().any(|(first, last)| (*first..=*last).contains(&integer))
    }

    /// Keeps what is in one of these runs, too.
    fn keep(&mut self, others: &[(i128, i128)]) {
        let both = self.runs.iter().flat_map(|(first, last)| {
            others.iter().map(|(other_first, other_last)| (*first.max(other_first), *last.min(other_last)))
        });
        let mut both: Vec<_> = both.filter(|(first, last)| first <= last).collect();
        both.sort_unstable();
        both.dedup();
        self.runs = both;
    }

    fn remove(&mut self, integer: i128) {
        let split = self.runs.iter().flat_map(|(first, last)| match (*first..=*last).contains(&integer) {
            true => [(*first, integer - 1), (integer + 1, *last)],
            false => [(*first, *last), (1, 0)],
        });
        self.runs = split.filter(|(first, last)| first <= last).collect();
    }

    /// Adds zero, unless it is there.
    fn add_zero(&mut self) {
        if self.has(0) {
            return;
        }
        self.runs.push((0, 0));
        self.runs.sort_unstable();
        self.runs.dedup_by(|next, run| {
            let follows = next.0 == run.1 + 1;
            if follows {
                run.1 = next.1;
            }
            follows
        });
    }
}

/// What is said of a number with a point by a rule.
pub(super) fn of_float(rule: &Rule) -> Option<Json> {
    Some(match rule {
        Rule::Const(operand) => json!({ "const": written(operand)? }),
        Rule::In(operands) => json!({ "enum": operands.iter().filter_map(written).collect::<Vec<_>>() }),
        Rule::NotIn(operands) => json!({ "not": { "enum": operands.iter().filter_map(written).collect::<Vec<_>>() } }),
        Rule::Range(from, to) => {
            let from_said = from.as_ref().and_then(|bound| end(bound, "minimum", "exclusiveMinimum"));
            let to_said = to.as_ref().and_then(|bound| end(bound, "maximum", "exclusiveMaximum"));
            let is_inverted = from.zip(*to).is_some_and(|(from, to)| float(&to.operand()) < float(&from.operand()));
            match (from_said, to_said) {
                (Some(from), Some(to)) if is_inverted => json!({ "anyOf": [to, from] }),
                (from, to) => all(json!({}), from.into_iter().chain(to)),
            }
        }
        _ => return None,
    })
}

fn end(bound: &Bound, inclusive: &str, exclusive: &str) -> Option<Json> {
    let word = if matches!(bound, Bound::Inclusive(_)) { inclusive } else { exclusive };
    Some(json!({ word: written(&bound.operand())? }))
}

fn float(operand: &Operand) -> f64 {
    match operand {
        Operand::Integer(value) => *value as f64,
        Operand::Float(value) => *value,
        _ => f64::NAN,
    }
}

fn points(operands: &[Operand]) -> Vec<(i128, i128)> {
    operands.iter().filter_map(integer).map(|point| (point, point)).collect()
}

/// The runs that a range is: two, when it ends before it begins.
fn range(from: Option<&Bound>, to: Option<&Bound>) -> Vec<(i128, i128)> {
    let first =
        from.and_then(|bound| Some(integer(&bound.operand())? + i128::from(matches!(bound, Bound::Exclusive(_)))));
    let last = to.and_then(|bound| Some(integer(&bound.operand())? - i128::from(matches!(bound, Bound::Exclusive(_)))));
    let ends = from.zip(to).and_then(|(from, to)| integer(&from.operand()).zip(integer(&to.operand())));
    let (first, last) = (first.unwrap_or(i128::MIN), last.unwrap_or(i128::MAX));
    match ends {
        Some((from, to)) if to < from => vec![(i128::MIN, last), (first, i128::MAX)],
        _ => vec![(first, last)],
    }
}

fn integer(operand: &Operand) -> Option<i128> {
    match operand {
        Operand::Integer(value) => Some(*value),
        _ => None,
    }
}

/// An integer, as JSON has it.
pub(crate) fn number(integer: i128) -> Json {
    written(&Operand::Integer(integer)).unwrap_or_default()
}
