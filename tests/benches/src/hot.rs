//! What is hot: messages of which the instructions are counted.

use anyhow::Result;

use crate::agreement::Truth;
use crate::codec::{Contracts, Peer};
use crate::subject::{Contender, Subject};
use tests_benches_messages as messages;
use tests_benches_messages::Sample as _;
#[cfg(feature = "peers")]
use {crate::codec::Prost, tests_benches_peers::by_prost};

/// A message that is hot, by its name.
pub struct Hot {
    /// What the case is called in tables.
    pub name: &'static str,
    /// Our codec with its value and, where the peers are built, prost with its own.
    pub contenders: fn() -> Result<Vec<Box<dyn Contender>>>,
}

macro_rules! hot {
    ($name:literal, $message:ident) => {
        Hot {
            name: $name,
            contenders: || {
                let truth = Truth::new(messages::$message::sample())?;
                Ok(Vec::from([
                    contender::<Contracts<messages::$message>>(truth.value.clone(), &truth),
                    #[cfg(feature = "peers")]
                    contender::<Prost<by_prost::$message>>(truth.agree::<Prost<by_prost::$message>>()?, &truth),
                ]))
            },
        }
    };
}

/// No map is among them: where its entries lie differs from run to run.
pub static ALL: &[Hot] = &[
    hot!("google_message1", GoogleMessage1),
    hot!("rpc request", PlaceOrderRequest),
    hot!("24 deep", Folder),
    hot!("wide sparse", Wide),
    hot!("log", Logs),
    hot!("minecraft", Players),
];

fn contender<P: Peer>(message: P::Message, truth: &Truth<impl Sized>) -> Box<dyn Contender> {
    Box::new(Subject::<P>::new(message, truth.bytes.clone(), truth.json.clone()))
}
