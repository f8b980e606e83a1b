//! What the tests of the whole workspace share: outside tools at pinned versions, and the programs they drive.

pub mod workspace;

pub mod command;

pub mod toolchain;

pub mod tools;

pub mod buf;

pub mod kernel;

pub mod client;
