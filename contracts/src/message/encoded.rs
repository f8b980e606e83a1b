//! Messages that stay as they came, in their bytes, until someone looks at them.

use bytes::{BufMut, Bytes};
use std::fmt;

use super::view::{Family, View};
use super::{Merging, Message};
use crate::schema;
use crate::validate::Checker;
use crate::wire::{DecodeError, DecodeErrorKind, DecodeOptions, Interrupt, Key, Reader, Writer};

/// A message that borrows, together with what it borrows from: its bytes, which [`Encoded::view`] decodes where they are.
///
/// It owns its bytes, so it can be kept, sent to another task and be a member of a contract that does not borrow. Whatever is
/// wrong with the bytes is found by `view`, not when they are received.
///
/// ```
/// use contracts::{Encoded, Message, View, contract};
///
/// contracts::package!("shop.v1");
///
/// /// What someone orders.
/// #[contract]
/// struct Order<'a> {
///     /// Who orders.
///     #[member(1)]
///     customer: &'a str,
/// }
///
/// let order: Encoded<Order<'static>> = Encoded::decode(&[0x0a, 3, b'A', b'd', b'a'])?;
/// assert_eq!(order.view()?.customer, "Ada");
/// # Ok::<(), contracts::DecodeError>(())
/// ```
pub struct Encoded<F> {
    bytes: Bytes,
    options: DecodeOptions,
    /// Whether a server has left it to the first look to check the rules.
    is_to_be_checked: bool,
    family: std::marker::PhantomData<fn() -> F>,
}

impl<F: Family> Encoded<F> {
    pub(super) fn new(bytes: Bytes, options: DecodeOptions) -> Self {
        Encoded { bytes, options, is_to_be_checked: false, family: std::marker::PhantomData }
    }

    /// Decodes the message, within the limits under which its bytes were received.
    ///
    /// # Errors
    /// When the bytes are no such message; the error carries the path to the place.
    pub fn view(&self) -> Result<F::View<'_>, DecodeError> {
        View::decode_bytes_with(&self.bytes, &self.options)
    }

    /// The message as it stands on the wire.
    pub fn as_bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Whether what is decoded is to be checked by its rules, before anyone sees it.
    pub(crate) fn is_to_be_checked(&self) -> bool {
        self.is_to_be_checked
    }

    /// Bytes that come as one message, of which not more may come than the limits say.
    fn received(bytes: Bytes, options: &DecodeOptions) -> Result<Self, DecodeError> {
        let (length, limit) = (bytes.len(), options.size());
        if length > limit {
            return Err(DecodeError::from(DecodeErrorKind::TooLarge { length, limit }).within(Self::schema().name()));
        }
        Ok(Encoded::new(bytes, *options))
    }

    fn append(&mut self, fields: &[u8]) {
        let mut bytes = Vec::from(std::mem::take(&mut self.bytes));
        bytes.extend_from_slice(fields);
        self.bytes = bytes.into();
    }
}

/// Fields that come one after the other, as of a member, are put one behind the other: that is how messages merge.
#[diagnostic::do_not_recommend]
impl<F: Family> Message for Encoded<F> {
    const REQUIRED: &'static [u32] = <F::View<'static> as Merging<'static>>::REQUIRED;

    const KEEPS_INPUT: bool = true;

    fn schema() -> &'static schema::Message {
        <F::View<'static> as View<'static>>::schema()
    }

    fn put(&self, w: &mut Writer<'_>) {
        w.put_slice(&self.bytes);
    }

    fn merge_field(&mut self, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        let mut w = Writer::new();
        let start = r.rest();
        r.skip(key)?;
        w.put_slice(r.since(start));
        w.put_key(key);
        self.append(w.written());
        self.options = *r.options();
        Ok(())
    }

    fn leave_check(&mut self) -> bool {
        self.is_to_be_checked = true;
        true
    }

    /// Whoever looks at the message learns what is wrong with its bytes.
    fn check_rules(&self, checker: &mut Checker) {
        if let Ok(message) = self.view() {
            message.check_rules(checker);
        }
    }

    fn encoded_len(&self) -> usize {
        self.bytes.len()
    }

    fn encode_to_vec(&self) -> Vec<u8> {
        self.bytes.to_vec()
    }

    fn encode_to_bytes(&self) -> Bytes {
        self.bytes.clone()
    }

    fn encode(&self, out: &mut impl BufMut) {
        out.put_slice(&self.bytes);
    }

    fn decode_with(bytes: &[u8], options: &DecodeOptions) -> Result<Self, DecodeError> {
        Self::received(Bytes::copy_from_slice(bytes), options)
    }

    fn decode_bytes_with(bytes: Bytes, options: &DecodeOptions) -> Result<Self, DecodeError> {
        Self::received(bytes, options)
    }
}

impl<F: Family> Default for Encoded<F> {
    fn default() -> Self {
        Encoded::new(Bytes::new(), DecodeOptions::new())
    }
}

impl<F> Clone for Encoded<F> {
    fn clone(&self) -> Self {
        Encoded { bytes: self.bytes.clone(), ..*self }
    }
}

/// Two are equal when their bytes are.
impl<F> PartialEq for Encoded<F> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<F> Eq for Encoded<F> {}

/// Shows how many bytes there are, not what is in them: that may be secret.
impl<F> fmt::Debug for Encoded<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoded").field("bytes", &self.bytes.len()).finish()
    }
}
