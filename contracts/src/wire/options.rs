//! How much a message may ask of whoever decodes it.

/// How deep messages and groups may be nested, as in every other implementation of protobuf.
pub const DEPTH_LIMIT: u32 = 100;

/// The limits of one call that decodes: what a peer who means harm can make it do.
///
/// The defaults are protobuf's own, which keep the stack and the memory within a multiple of the input: a message of no
/// fields takes two bytes of it and as much memory as its Rust type. [`DecodeOptions::with_elements`] bounds that too.
///
/// ```
/// use contracts::wire::DecodeErrorKind;
/// use contracts::{DecodeOptions, Message, contract};
///
/// contracts::package!("shop.v1");
///
/// /// What someone buys.
/// #[contract]
/// struct Order {
///     /// What there is to know of each article, by its number.
///     #[member(1)]
///     articles: Vec<u32>,
/// }
///
/// const UNTRUSTED: DecodeOptions = DecodeOptions::new().with_depth(10).with_elements(3);
///
/// assert!(Order::decode_with(&[0x0a, 3, 1, 2, 3], &UNTRUSTED).is_ok());
/// let error = Order::decode_with(&[0x0a, 4, 1, 2, 3, 4], &UNTRUSTED).map(drop).unwrap_err();
/// assert_eq!(error.kind(), &DecodeErrorKind::TooManyElements(3));
/// assert_eq!(error.path(), "Order.articles");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeOptions {
    pub(super) depth: u32,
    pub(super) size: usize,
    pub(super) elements: usize,
    pub(super) unknown_bytes: usize,
    pub(super) lossless: bool,
}

/// What readers go by that were told nothing else.
pub(super) static DEFAULTS: DecodeOptions = DecodeOptions::new();

impl DecodeOptions {
    /// The limits of protobuf: 100 levels and 2^31 - 1 bytes; as many elements and unknown fields as there are.
    pub const fn new() -> Self {
        DecodeOptions {
            depth: DEPTH_LIMIT,
            size: i32::MAX as usize,
            elements: usize::MAX,
            unknown_bytes: usize::MAX,
            lossless: false,
        }
    }

    /// Sets how many levels of messages, groups and map entries may be below the message. 100 by default, as every
    /// implementation has; each level takes stack, so more want a thread with more of it.
    #[must_use]
    pub const fn with_depth(self, levels: u32) -> Self {
        DecodeOptions { depth: levels, ..self }
    }

    /// Sets how many bytes the encoded message may have. 2^31 - 1 by default.
    #[must_use]
    pub const fn with_size(self, bytes: usize) -> Self {
        DecodeOptions { size: bytes, ..self }
    }

    /// Sets how many elements all repeated fields and all maps of the message may have together, on all levels. They count
    /// as they are read: a key of a map that is there twice counts twice. No limit by default.
    #[must_use]
    pub const fn with_elements(self, elements: usize) -> Self {
        DecodeOptions { elements, ..self }
    }

    /// Sets how many bytes of unknown fields the message may keep, on all levels together. What is passed over, because
    /// the contract keeps none, does not count. No limit by default.
    #[must_use]
    pub const fn with_unknown_bytes(self, bytes: usize) -> Self {
        DecodeOptions { unknown_bytes: bytes, ..self }
    }

    /// Makes it an error that a message has something unknown and does not keep it.
    #[must_use]
    pub(crate) const fn lossless(self) -> Self {
        DecodeOptions { lossless: true, ..self }
    }

    /// Whether it is an error that a message has something unknown and does not keep it.
    pub(crate) const fn is_lossless(&self) -> bool {
        self.lossless
    }

    /// How many levels may be below the message.
    pub const fn depth(&self) -> u32 {
        self.depth
    }

    /// How many bytes the encoded message may have.
    pub const fn size(&self) -> usize {
        self.size
    }

    /// How many elements all repeated fields and all maps of the message may have together.
    pub const fn elements(&self) -> usize {
        self.elements
    }

    /// How many bytes of unknown fields the message may keep.
    pub const fn unknown_bytes(&self) -> usize {
        self.unknown_bytes
    }
}

impl Default for DecodeOptions {
    fn default() -> Self {
        DecodeOptions::new()
    }
}

/// What is left of the limits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    /// How many levels may still be opened.
    pub(super) depth: u32,
    /// How many elements may still be read.
    pub(super) elements: usize,
    /// How many bytes of unknown fields may still be kept.
    pub(super) unknown_bytes: usize,
    /// Whether a message that was read lacks a field that is required, be it that another piece of it has that.
    pub(super) incomplete: bool,
}

impl Budget {
    /// All that the options allow.
    pub(crate) const fn of(options: &DecodeOptions) -> Self {
        Budget {
            depth: options.depth,
            elements: options.elements,
            unknown_bytes: options.unknown_bytes,
            incomplete: false,
        }
    }
}
