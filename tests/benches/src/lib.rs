//! Measures the codec of the contracts beside its peers: on the same bytes, in one process, taking turns.
//!
//! [`operation`] names what is measured, [`codec`] has each codec under one trait, [`subject`] runs one of them,
//! `case` lists the messages, [`agreement`] sees to it that all mean the same, `measure` takes the times, `table` writes
//! them. [`hot`] lists the messages of which [`callgrind`] counts the instructions; that needs no peers.

pub mod agreement;
pub mod callgrind;
#[cfg(feature = "peers")]
pub mod case;
pub mod codec;
pub mod hot;
pub mod machine;
#[cfg(feature = "peers")]
pub mod measure;
pub mod operation;
pub mod statistics;
pub mod subject;
#[cfg(feature = "peers")]
pub mod table;
pub mod valgrind;
