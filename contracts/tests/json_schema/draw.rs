//! Decisions of a generator, drawn from a list that proptest makes and shrinks: when it ends, the first of everything.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

/// What is left of the list.
#[derive(Debug, Clone)]
pub(crate) struct Draw(std::vec::IntoIter<u32>);

/// Lists of decisions.
pub(crate) fn decisions() -> impl Strategy<Value = Vec<u32>> {
    vec(any::<u32>(), 0..300)
}

impl Draw {
    pub(crate) fn new(decisions: Vec<u32>) -> Self {
        Draw(decisions.into_iter())
    }

    /// Takes off a part of what is left.
    pub(crate) fn split(&mut self) -> Self {
        let half = self.0.len() * 3 / 4;
        Draw(self.0.by_ref().take(half).collect::<Vec<_>>().into_iter())
    }

    /// Whether nothing is left, so that everything more is to be small.
    pub(crate) fn is_over(&self) -> bool {
        self.0.as_slice().is_empty()
    }

    /// An index below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0.next().map_or(0, |decision| decision as usize % limit)
    }

    /// One of some.
    pub(crate) fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// Whether, once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    pub(crate) fn bits(&mut self) -> u64 {
        (self.below(1 << 32) as u64) << 32 | self.below(1 << 32) as u64
    }

    /// An integer from one to another, the last ones more often than others.
    pub(crate) fn integer(&mut self, min: i128, max: i128) -> i128 {
        let near = self.below(300) as i128;
        let span = max - min + 1;
        match self.below(5) {
            0 => near.clamp(min, max),
            1 => (near - 150).clamp(min, max),
            2 => max - near % 3 % span,
            3 => min + near % 3 % span,
            _ => min + i128::from(self.bits()) % span,
        }
    }
}
