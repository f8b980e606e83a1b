//! What the tests of the whole workspace share: outside tools at pinned versions, and the programs they drive.

pub mod workspace;

pub mod command;

pub mod program;

pub mod toolchain;

pub mod tools;

pub mod descriptors;

pub mod features;

pub mod comparable;

pub mod import;

pub mod buf;

pub mod lint;

pub mod kernel;

pub mod reflection;

pub mod client;

pub mod conformance;

/// The Rust of the page that a newcomer reads first, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
