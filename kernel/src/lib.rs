//! The kernel: the services of `kernel-api` on an embedded database, served on one port.
//!
//! Layers, lowest first: `storage`, `interceptors`, `services`, `app`. Only `app` knows them all.

pub mod storage;

pub mod interceptors;

pub mod services;

pub mod app;
