//! Sees to it that all codecs mean the same before one of them is timed.

use anyhow::{Context as _, Result, ensure};
use bytes::{Bytes, BytesMut};
use contracts::Message;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::codec::Peer;
use crate::operation::Operation;
use crate::subject::frame;

/// What a value of a contract can do.
pub trait Value: Message + prost::Message + PartialEq + Clone + Serialize + DeserializeOwned {}

impl<M: Message + prost::Message + PartialEq + Clone + Serialize + DeserializeOwned> Value for M {}

/// The value of a case, its bytes and its JSON: what all must agree on.
pub struct Truth<M> {
    /// The value.
    pub value: M,
    /// Its bytes, which everyone decodes.
    pub bytes: Bytes,
    /// Its JSON, which everyone decodes.
    pub json: Vec<u8>,
}

impl<M: Value> Truth<M> {
    /// What our own codec makes of a value, after it has read it back.
    ///
    /// # Errors
    /// When it comes back as another.
    pub fn new(value: M) -> Result<Self> {
        let bytes = Bytes::from(Message::encode_to_vec(&value));
        let json = serde_json::to_vec(&value)?;
        let truth = Truth { value, bytes, json };
        truth.means_the_same(&truth.bytes)?;
        truth.json_means_the_same(&truth.json)?;
        Ok(truth)
    }

    /// # Errors
    /// When the bytes are of another length, or those of another value. The order of a map may differ.
    pub fn means_the_same(&self, bytes: &[u8]) -> Result<()> {
        ensure!(bytes.len() == self.bytes.len(), "{} bytes in place of {}", bytes.len(), self.bytes.len());
        ensure!(<M as Message>::decode(bytes)? == self.value, "the bytes are those of another value");
        Ok(())
    }

    fn json_means_the_same(&self, json: &[u8]) -> Result<()> {
        ensure!(serde_json::from_slice::<M>(json)? == self.value, "the JSON is that of another value");
        Ok(())
    }

    /// The value as the codec decodes it, after it has shown in all of its operations that it means the same.
    ///
    /// # Errors
    /// That it does not.
    pub fn agree<P: Peer>(&self) -> Result<P::Message> {
        let message = P::decode(&self.bytes).context("decode")?;
        for encoded in encodings::<P>(&message) {
            self.means_the_same(&encoded).context("encode")?;
        }
        if !P::LACKS.contains(&Operation::Merge) {
            let mut existing = message.clone();
            P::decode_into(&mut existing, &self.bytes).context("merge")?;
            self.means_the_same(&P::encode_to_vec(&existing)).context("merge")?;
        }
        if !P::LACKS.contains(&Operation::JsonEncode) {
            self.json_means_the_same(&P::to_json(&message)?).context("encode JSON")?;
            let decoded = P::from_json(&self.json).context("decode JSON")?;
            self.means_the_same(&P::encode_to_vec(&decoded)).context("decode JSON")?;
        }
        Ok(message)
    }
}

/// For a codec with a wire format of its own: that it reads what it writes.
///
/// # Errors
/// That it does not.
pub fn reads_what_it_writes<P: Peer>(message: &P::Message) -> Result<Bytes>
where
    P::Message: PartialEq,
{
    let bytes = Bytes::from(P::encode_to_vec(message));
    for encoded in encodings::<P>(message) {
        ensure!(P::decode(&Bytes::from(encoded))? == *message, "the value comes back as another");
    }
    Ok(bytes)
}

/// The same value by each way of encoding it.
fn encodings<P: Peer>(message: &P::Message) -> [Vec<u8>; 3] {
    let mut reused = Vec::new();
    P::encode_to(message, &mut reused);
    let framed = frame(&mut BytesMut::new(), |out| P::encode_to_buffer(message, out));
    [P::encode_to_vec(message), reused, framed[5..].to_vec()]
}
