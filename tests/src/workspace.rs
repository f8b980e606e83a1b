//! Where things are in this workspace.

use std::path::{Path, PathBuf};

/// The folder with the workspace's `Cargo.toml`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package `tests` is a folder of the workspace")
}

/// The exported `.proto` files.
pub fn proto() -> PathBuf {
    root().join("proto")
}

/// Where cargo, and the tests, put what they make.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Where the tests put what they make for themselves.
pub fn scratch() -> PathBuf {
    target().join("outside")
}
