//! `google.protobuf.Any`: a message of a type that the bytes name.

use super::message::{fields, members};
use crate::codec::{ByteString, Implicit, Utf8};
use crate::message::Message;
use crate::validate::Value;
use crate::wire::DecodeError;

/// A message of any type. In JSON it can be of the types that are linked into the program.
///
/// ```
/// use contracts::wkt::{Any, Timestamp};
///
/// let any = Any::pack(&Timestamp { seconds: 1, nanos: 0 });
/// assert_eq!(any.type_url, "type.googleapis.com/google.protobuf.Timestamp");
/// assert_eq!(any.unpack::<Timestamp>()?, Some(Timestamp { seconds: 1, nanos: 0 }));
/// assert_eq!(any.unpack::<()>()?, None);
/// assert_eq!(
///     serde_json::to_string(&any)?,
///     r#"{"@type":"type.googleapis.com/google.protobuf.Timestamp","value":"1970-01-01T00:00:01Z"}"#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Any {
    /// What ends in `/` and the full name of the type, as `type.googleapis.com/user.v1.User`.
    pub type_url: String,
    /// The encoded message.
    pub value: Vec<u8>,
}

impl Any {
    /// Packs a message.
    pub fn pack<M: Message>(message: &M) -> Self {
        let type_url = format!("type.googleapis.com/{}", M::schema().full_name());
        Any { type_url, value: message.encode_to_vec() }
    }

    /// The message, if it is of this type.
    ///
    /// # Errors
    /// When the bytes are no such message.
    pub fn unpack<M: Message>(&self) -> Result<Option<M>, DecodeError> {
        let is_type = self.type_name() == Some(&M::schema().full_name());
        is_type.then(|| M::decode(&self.value)).transpose()
    }

    /// The full name of the message's type, as `user.v1.User`.
    pub fn type_name(&self) -> Option<&str> {
        self.type_url.rsplit_once('/').map(|(_, name)| name).filter(|name| !name.is_empty())
    }
}

#[diagnostic::do_not_recommend]
impl Message for Any {
    fn with_value(&self, look: &mut dyn FnMut(&Value<'_>)) {
        look(&Value::Any(&self.type_url));
    }

    fields!("Any" in "google/protobuf/any.proto" {
        2 => value: Implicit<ByteString>,
        1 => type_url: Implicit<Utf8>,
    });
}

members!(Any);
