//! Metadata: the headers and trailers of a call.

use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD_NO_PAD};
use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::Status;

/// Headers or trailers of a call. Keys are lower-case; a key that ends in `-bin` holds bytes, every other printable ASCII.
///
/// ```
/// use contracts::Metadata;
///
/// let mut metadata = Metadata::new();
/// metadata.insert("x-request-id", "7f3a")?;
/// metadata.insert_bin("trace-bin", b"\x01\x02")?;
/// assert_eq!(metadata.get("x-request-id"), Some("7f3a"));
/// assert_eq!(metadata.get_bin("trace-bin").as_deref(), Some(&[1, 2][..]));
/// # Ok::<(), contracts::Status>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata(HeaderMap);

/// A key or a value that metadata cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMetadata {
    /// Not a key: lower-case letters, digits, `-`, `_` and `.`.
    #[error("`{0}` is not a metadata key: use lower-case letters, digits, `-`, `_` and `.`")]
    Key(String),
    /// A key of gRPC itself.
    #[error("the metadata key `{0}` belongs to gRPC")]
    Reserved(String),
    /// Not a value: printable ASCII.
    #[error("the value of the metadata key `{0}` is not printable ASCII: use a key that ends in `-bin`")]
    Value(String),
    /// Bytes under a key without `-bin`, or text under a key with it.
    #[error("the metadata key `{0}` must end in `-bin` for bytes, and only for those")]
    Kind(String),
}

impl From<InvalidMetadata> for Status {
    fn from(error: InvalidMetadata) -> Self {
        Status::internal(error.to_string()).with_source(error)
    }
}

/// Peers may pad or not (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>).
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl Metadata {
    /// No entries.
    pub fn new() -> Self {
        Metadata::default()
    }

    /// The first text under a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    /// All texts under a key.
    pub fn get_all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.0.get_all(key).iter().filter_map(|value| value.to_str().ok())
    }

    /// The first bytes under a key that ends in `-bin`.
    pub fn get_bin(&self, key: &str) -> Option<Bytes> {
        let value = self.0.get(key)?.as_bytes();
        let first = value.split(|byte| *byte == b',').next()?;
        LENIENT.decode(first.trim_ascii()).ok().map(Bytes::from)
    }

    /// Sets the text under a key, in place of all that were there.
    ///
    /// # Errors
    /// When the key or the value cannot travel.
    pub fn insert(&mut self, key: &str, value: &str) -> Result<(), InvalidMetadata> {
        let (name, value) = text_entry(key, value)?;
        self.0.insert(name, value);
        Ok(())
    }

    /// Adds a text to those under a key.
    ///
    /// # Errors
    /// When the key or the value cannot travel.
    pub fn append(&mut self, key: &str, value: &str) -> Result<(), InvalidMetadata> {
        let (name, value) = text_entry(key, value)?;
        self.0.append(name, value);
        Ok(())
    }

    /// Sets the bytes under a key that ends in `-bin`, in place of all that were there.
    ///
    /// # Errors
    /// When the key cannot travel, or does not end in `-bin`.
    pub fn insert_bin(&mut self, key: &str, value: &[u8]) -> Result<(), InvalidMetadata> {
        let name = binary_key(key)?;
        self.0.insert(name, base64_value(value, key)?);
        Ok(())
    }

    /// Takes out all that is under a key; returns whether there was anything.
    pub fn remove(&mut self, key: &str) -> bool {
        self.0.remove(key).is_some()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All entries as they travel: bytes as base64.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(key, value)| Some((key.as_str(), value.to_str().ok()?)))
    }

    /// Adds all entries of another; the keys that both have are replaced.
    pub fn merge(&mut self, other: &Metadata) {
        for key in other.0.keys() {
            self.0.remove(key);
        }
        for (key, value) in &other.0 {
            self.0.append(key.clone(), value.clone());
        }
    }

    /// What an adapter received.
    pub(crate) fn from_headers(headers: HeaderMap) -> Self {
        Metadata(headers)
    }

    /// What an adapter sends.
    pub(crate) fn into_headers(self) -> HeaderMap {
        self.0
    }
}

fn text_entry(key: &str, value: &str) -> Result<(HeaderName, HeaderValue), InvalidMetadata> {
    let name = header_name(key)?;
    if key.ends_with("-bin") {
        return Err(InvalidMetadata::Kind(key.to_owned()));
    }
    let printable = value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    let value = HeaderValue::from_str(value).ok().filter(|_| printable);
    value.map(|value| (name, value)).ok_or_else(|| InvalidMetadata::Value(key.to_owned()))
}

fn binary_key(key: &str) -> Result<HeaderName, InvalidMetadata> {
    let name = header_name(key)?;
    if key.ends_with("-bin") { Ok(name) } else { Err(InvalidMetadata::Kind(key.to_owned())) }
}

fn base64_value(value: &[u8], key: &str) -> Result<HeaderValue, InvalidMetadata> {
    HeaderValue::try_from(STANDARD_NO_PAD.encode(value)).map_err(|_| InvalidMetadata::Value(key.to_owned()))
}

fn header_name(key: &str) -> Result<HeaderName, InvalidMetadata> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte);
    if key.is_empty() || !key.bytes().all(allowed) {
        return Err(InvalidMetadata::Key(key.to_owned()));
    }
    if key.starts_with("grpc-") || ["te", "content-type"].contains(&key) {
        return Err(InvalidMetadata::Reserved(key.to_owned()));
    }
    HeaderName::from_bytes(key.as_bytes()).map_err(|_| InvalidMetadata::Key(key.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_that_cannot_travel_are_refused() {
        let check = |key: &str, value: &str, expected: fn(String) -> InvalidMetadata| {
            assert_eq!(Metadata::new().insert(key, value), Err(expected(key.to_owned())));
        };
        check("", "v", InvalidMetadata::Key);
        check("X-Upper", "v", InvalidMetadata::Key);
        check("white space", "v", InvalidMetadata::Key);
        check("grpc-status", "0", InvalidMetadata::Reserved);
        check("x", "line\nbreak", InvalidMetadata::Value);
        check("x", "größe", InvalidMetadata::Value);
        check("x-bin", "v", InvalidMetadata::Kind);
    }

    #[test]
    fn bytes_are_read_with_and_without_padding() {
        for encoded in ["AQ", "AQ==", "AQ==,Ag=="] {
            let headers = HeaderMap::from_iter([("k-bin".parse().unwrap(), encoded.parse().unwrap())]);
            assert_eq!(Metadata::from_headers(headers).get_bin("k-bin").unwrap(), [1][..]);
        }
    }

    #[test]
    fn append_keeps_and_insert_replaces() {
        let mut metadata = Metadata::new();
        metadata.append("k", "1").unwrap();
        metadata.append("k", "2").unwrap();
        assert_eq!(metadata.get_all("k").collect::<Vec<_>>(), ["1", "2"]);
        metadata.insert("k", "3").unwrap();
        assert_eq!(metadata.get_all("k").collect::<Vec<_>>(), ["3"]);
    }
}
