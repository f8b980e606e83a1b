//! What is told while cargo builds and nobody sees its progress bar, as in CI.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::workspace::Member;

/// How long a build may take without a word.
const FIRST: Duration = Duration::from_secs(1);
/// How long it may go on until the next one.
const NEXT: Duration = Duration::from_secs(30);
/// How many packages are named.
const NAMED: usize = 3;

/// Tells what is built, once that takes long, until it is dropped.
pub(super) struct Progress {
    built: Arc<AtomicUsize>,
    /// Dropped to end the thread.
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    pub(super) fn of(members: &[&Member]) -> Self {
        let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        let first = format!("building {} to read the contracts; this takes long only the first time", listed(&names));
        let (end, ended) = mpsc::channel();
        let built = Arc::new(AtomicUsize::new(0));
        let count = built.clone();
        let thread = thread::spawn(move || {
            let mut wait = FIRST;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                match wait {
                    FIRST => eprintln!("{first}"),
                    _ => eprintln!("still building; {} packages are done", count.load(Ordering::Relaxed)),
                }
                wait = NEXT;
            }
        });
        Progress { built, end: Some(end), thread: Some(thread) }
    }

    /// Counts a package that is built.
    pub(super) fn count(&self) {
        self.built.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end.take();
        if let Some(thread) = self.thread.take() {
            // It does nothing that fails.
            drop(thread.join());
        }
    }
}

fn listed(names: &[&str]) -> String {
    let (named, others) = names.split_at(names.len().min(NAMED));
    match others.len() {
        0 => named.join(", "),
        count => format!("{} and {count} more", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn a_few_packages_are_named_and_the_others_counted() {
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b, c");
        assert_eq!(listed(&["a", "b", "c", "d", "e"]), "a, b, c and 2 more");
    }
}
