//! What a caller may choose about JSON, and how deep messages may be inside each other.

use serde::de::Error;
use std::cell::Cell;

use crate::wire::{DEPTH_LIMIT, DecodeErrorKind};

/// What JSON leaves to the caller. The default is what plain serde does: strict, without default values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Reading: passes over fields and enum values that the contract does not name, which are an error otherwise.
    pub unknown_fields: bool,
    /// Writing: writes members that have no presence also when they are the default.
    pub default_values: bool,
    /// Writing: names fields as the `.proto` file does.
    pub proto_names: bool,
    /// Reading: how many levels of messages, and of what a `Struct`, a `Value` or an `Any` holds, may be below the message.
    /// 100 by default, also where the deserializer has no limit of its own; `serde_json` has one of 127.
    pub depth: u32,
}

impl Options {
    const DEFAULT: Options =
        Options { unknown_fields: false, default_values: false, proto_names: false, depth: DEPTH_LIMIT };
}

impl Default for Options {
    fn default() -> Self {
        Options::DEFAULT
    }
}

thread_local! {
    /// The options of the call that runs on this thread: serde has no way to hand them down to the values.
    static OPTIONS: Cell<Options> = const { Cell::new(Options::DEFAULT) };

    /// How many levels of JSON are being read on this thread.
    static LEVELS: Cell<u32> = const { Cell::new(0) };

    /// How many levels a message may have that is encoded inside another, where no reader counted them.
    static INSIDE: Cell<u32> = const { Cell::new(DEPTH_LIMIT) };
}

/// Puts the options back that were there before, also when a panic passes.
struct Restore(Options);

impl Drop for Restore {
    fn drop(&mut self) {
        OPTIONS.set(self.0);
    }
}

/// The options of the call that runs on this thread.
pub(crate) fn options() -> Options {
    OPTIONS.get()
}

/// Runs a function in which contracts are written and read under options, on this thread, in any format of serde's.
pub fn with_options<T>(options: Options, run: impl FnOnce() -> T) -> T {
    let _before = Restore(OPTIONS.replace(options));
    run()
}

/// A level of JSON that is being read; it ends when this is dropped.
pub(super) struct Level(());

impl Level {
    /// Begins a level.
    ///
    /// # Errors
    /// When more levels are open than the options allow.
    pub(super) fn begin<E: Error>(options: Options) -> Result<Self, E> {
        let (levels, limit) = (LEVELS.get(), options.depth);
        if levels > limit {
            return Err(E::custom(DecodeErrorKind::TooDeep(limit)));
        }
        LEVELS.set(levels + 1);
        Ok(Level(()))
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVELS.set(LEVELS.get() - 1);
    }
}

/// A message that is encoded inside another, as in an `Any` or as an extension, while it becomes JSON or comes of it; it ends
/// when this is dropped.
pub(super) struct Inside {
    before: u32,
    /// How many levels it may have.
    pub(super) levels: u32,
}

/// How many levels a message that is encoded inside another takes off those that may be in it: such nesting copies what is
/// in it, so it ends sooner than any other.
const INSIDE_LEVELS: u32 = 10;

impl Inside {
    /// Begins such a message.
    ///
    /// # Errors
    /// When too many are inside each other.
    pub(super) fn begin() -> Result<Self, String> {
        let before = INSIDE.get();
        let levels = before.checked_sub(INSIDE_LEVELS);
        let levels = levels.ok_or_else(|| "messages encoded one inside another, too deep".to_owned())?;
        INSIDE.set(levels);
        Ok(Inside { before, levels })
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(self.before);
    }
}
