//! The messages that are measured, and who takes part in each.

use anyhow::{Context as _, Result};
use contracts::{Message as _, View as _};
use quick_protobuf::{BytesReader, MessageRead, MessageWrite, Writer};
use std::hint::black_box;

use crate::agreement::{Truth, Value, reads_what_it_writes};
use crate::codec::{Bilrost, Buffa, Codec, Contracts, Peer, Prost, ProtoRs, QuickProtobuf};
use crate::subject::{Borrower, Contender, Floor, Subject};
use tests_benches_messages as messages;
use tests_benches_messages::Sample;
use tests_benches_peers as peers;
use tests_benches_peers::by_quick_protobuf_borrowed as borrowed;

/// A message with all that can encode and decode it.
pub struct Case {
    /// How many bytes the message takes.
    pub size: usize,
    /// Whether nearly all of it is copied: then the floor is the aim, and all come close to it.
    pub is_bulk: bool,
    /// Who takes part.
    pub contenders: Vec<Box<dyn Contender>>,
    /// Who does not, and why.
    pub absent: Vec<(Codec, &'static str)>,
}

/// A case by its name.
pub struct Named {
    /// What it is called in tables and on the command line.
    pub name: &'static str,
    /// Makes it: all codecs must agree.
    pub prepare: fn() -> Result<Case>,
}

impl Case {
    /// A case of which nearly all is copied.
    fn bulk(self) -> Self {
        Case { is_bulk: true, ..self }
    }
}

/// Gathers those who take part in a case.
struct Entrants<M> {
    truth: Truth<M>,
    case: Case,
}

impl<M: Value> Entrants<M> {
    fn new(value: M) -> Result<Self> {
        let truth = Truth::new(value)?;
        let floor = Box::new(Floor::new(truth.value.clone(), truth.bytes.clone()));
        let case = Case { size: truth.bytes.len(), is_bulk: false, contenders: vec![floor], absent: Vec::new() };
        Ok(Entrants { truth, case })
    }

    /// Lets a codec take part, once it agrees.
    fn with<P: Peer>(mut self) -> Result<Self> {
        let message = self.truth.agree::<P>().context(P::CODEC.name())?;
        let subject = Subject::<P>::new(message, self.truth.bytes.clone(), self.truth.json.clone());
        self.case.contenders.push(Box::new(subject));
        Ok(self)
    }

    /// Lets a codec with a wire format of its own take part.
    fn with_own_format<P: Peer>(mut self, message: P::Message) -> Result<Self>
    where
        P::Message: PartialEq,
    {
        let bytes = reads_what_it_writes::<P>(&message).context(P::CODEC.name())?;
        self.case.contenders.push(Box::new(Subject::<P>::new(message, bytes, Vec::new())));
        Ok(self)
    }

    /// Lets borrowed values take part; `again` decodes one and encodes it again.
    fn borrowed(
        mut self,
        codec: Codec,
        decode: impl Fn(&[u8]) -> Result<()> + 'static,
        again: impl Fn(&[u8]) -> Result<Vec<u8>>,
    ) -> Result<Self> {
        self.truth.means_the_same(&again(&self.truth.bytes)?).context("decode borrowed").context(codec.name())?;
        self.case.contenders.push(Box::new(Borrower::new(codec, self.truth.bytes.clone(), decode)));
        Ok(self)
    }

    /// Says why a codec does not take part.
    fn without(mut self, codec: Codec, reason: &'static str) -> Self {
        self.case.absent.push((codec, reason));
        self
    }
}

/// Those who can take part in every case: contracts, prost, buffa with its views, bilrost.
macro_rules! entrants {
    ($value:expr, $message:ident, $view:ident, shared = $shared:literal) => {
        Entrants::new($value)?
            .with::<Contracts<messages::$message, $shared>>()?
            .with::<Prost<peers::by_prost::$message, $shared>>()?
            .with::<Buffa<peers::by_buffa::$message, $shared>>()?
            .borrowed(
                Codec::Contracts,
                |bytes| {
                    let _ = black_box(messages::borrowed::$message::decode(bytes)?);
                    Ok(())
                },
                |bytes| Ok(messages::borrowed::$message::decode(bytes)?.encode_to_vec()),
            )?
            .borrowed(
                Codec::Buffa,
                |bytes| {
                    let _ = black_box(<peers::by_buffa::$view as buffa::MessageView>::decode_view(bytes)?);
                    Ok(())
                },
                |bytes| {
                    let view = <peers::by_buffa::$view as buffa::MessageView>::decode_view(bytes)?;
                    Ok(buffa::Message::encode_to_vec(&buffa::MessageView::to_owned_message(&view)?))
                },
            )?
    };
    ($message:ident, $view:ident) => {
        entrants!(messages::$message::sample(), $message, $view, shared = false)
    };
}

/// Lets one more take part, or says why it does not.
macro_rules! join {
    ($entrants:expr, $message:ident,) => { Ok($entrants.case) };
    ($entrants:expr, $message:ident, quick_protobuf, $($rest:tt)*) => {{
        let entrants = $entrants.with::<QuickProtobuf<peers::by_quick_protobuf::$message>>()?;
        let entrants = entrants.borrowed(
            Codec::QuickProtobuf,
            |bytes| {
                let mut reader = BytesReader::from_bytes(bytes);
                drop(black_box(<borrowed::$message as MessageRead>::from_reader(&mut reader, bytes)?));
                Ok(())
            },
            |bytes| {
                let mut reader = BytesReader::from_bytes(bytes);
                let value = <borrowed::$message as MessageRead>::from_reader(&mut reader, bytes)?;
                let mut out = Vec::new();
                value.write_message(&mut Writer::new(&mut out))?;
                Ok(out)
            },
        )?;
        join!(entrants, $message, $($rest)*)
    }};
    ($entrants:expr, $message:ident, quick_protobuf without $reason:expr, $($rest:tt)*) => {
        join!($entrants.without(Codec::QuickProtobuf, $reason), $message, $($rest)*)
    };
    ($entrants:expr, $message:ident, proto_rs, $($rest:tt)*) => {
        join!($entrants.with::<ProtoRs<peers::by_proto_rs::$message>>()?, $message, $($rest)*)
    };
    ($entrants:expr, $message:ident, proto_rs without $reason:expr, $($rest:tt)*) => {
        join!($entrants.without(Codec::ProtoRs, $reason), $message, $($rest)*)
    };
    ($entrants:expr, $message:ident, bilrost without $reason:expr, $($rest:tt)*) => {
        join!($entrants.without(Codec::Bilrost, $reason), $message, $($rest)*)
    };
    ($entrants:expr, $message:ident, bilrost, $($rest:tt)*) => {{
        let entrants = $entrants;
        let message: peers::by_prost::$message = prost::Message::decode(&entrants.truth.bytes[..])?;
        let entrants = entrants.with_own_format::<Bilrost<peers::by_bilrost::$message>>(message.into())?;
        join!(entrants, $message, $($rest)*)
    }};
}

const NO_FIXED: &str = "has no integers of a fixed width";
const NO_ZIGZAG: &str = "has no zigzag";
const NO_ONEOF: &str = "gets its structs from a generator that cannot say a oneof";
const NO_RECURSION: &str = "does not compile a message that holds itself";
const NO_BYTES: &str = "does not share the input";

/// All cases, in the order of the tables.
pub static ALL: &[Named] = &[
    Named {
        name: "google_message1",
        prepare: || {
            let entrants = entrants!(GoogleMessage1, GoogleMessage1View);
            join!(entrants, GoogleMessage1, quick_protobuf, proto_rs without NO_FIXED, bilrost,)
        },
    },
    Named {
        name: "google_message2",
        prepare: || {
            join!(entrants!(GoogleMessage2, GoogleMessage2View), GoogleMessage2, quick_protobuf, proto_rs, bilrost,)
        },
    },
    Named {
        name: "rpc request",
        prepare: || {
            let entrants = entrants!(PlaceOrderRequest, PlaceOrderRequestView);
            join!(entrants, PlaceOrderRequest, quick_protobuf, proto_rs, bilrost,)
        },
    },
    Named {
        name: "24 deep",
        prepare: || {
            let entrants = entrants!(Folder, FolderView);
            join!(entrants, Folder, quick_protobuf, proto_rs without NO_RECURSION, bilrost,)
        },
    },
    Named {
        name: "wide sparse",
        prepare: || join!(entrants!(Wide, WideView), Wide, quick_protobuf, proto_rs, bilrost,),
    },
    Named { name: "log", prepare: || join!(entrants!(Logs, LogsView), Logs, quick_protobuf, proto_rs, bilrost,) },
    Named { name: "mesh", prepare: || join!(entrants!(Mesh, MeshView), Mesh, quick_protobuf, proto_rs, bilrost,) },
    Named {
        name: "mk48",
        prepare: || {
            let entrants = entrants!(Updates, UpdatesView);
            join!(entrants, Updates, quick_protobuf, proto_rs without NO_ZIGZAG, bilrost,)
        },
    },
    Named {
        name: "minecraft",
        prepare: || join!(entrants!(Players, PlayersView), Players, quick_protobuf, proto_rs, bilrost,),
    },
    Named {
        name: "events",
        prepare: || {
            let entrants = entrants!(Events, EventsView);
            join!(entrants, Events, quick_protobuf, proto_rs without NO_ONEOF, bilrost without NO_ONEOF,)
        },
    },
    Named {
        name: "strings",
        prepare: || join!(entrants!(Strings, StringsView), Strings, quick_protobuf, proto_rs, bilrost,),
    },
    Named {
        name: "map of 10k",
        prepare: || join!(entrants!(Counters, CountersView), Counters, quick_protobuf, proto_rs, bilrost,),
    },
    Named {
        name: "1M varints",
        prepare: || {
            join!(entrants!(PackedVarints, PackedVarintsView), PackedVarints, quick_protobuf, proto_rs, bilrost,)
        },
    },
    Named {
        name: "1M fixed64",
        prepare: || {
            let entrants = entrants!(PackedFixed64, PackedFixed64View);
            join!(entrants, PackedFixed64, quick_protobuf, proto_rs without NO_FIXED, bilrost,).map(Case::bulk)
        },
    },
    Named {
        name: "1M doubles",
        prepare: || {
            let entrants = entrants!(PackedDoubles, PackedDoublesView);
            join!(entrants, PackedDoubles, quick_protobuf, proto_rs, bilrost,).map(Case::bulk)
        },
    },
    Named { name: "10 kB frame", prepare: || frame(10_000) },
    Named { name: "1 MB frame", prepare: || frame(1_000_000) },
    Named { name: "10 kB frame, shared", prepare: || shared_frame(10_000) },
    Named { name: "1 MB frame, shared", prepare: || shared_frame(1_000_000) },
];

fn frame(length: usize) -> Result<Case> {
    let entrants = entrants!(messages::Frame::of(length), Frame, FrameView, shared = false);
    join!(entrants, Frame, quick_protobuf, proto_rs, bilrost,).map(Case::bulk)
}

fn shared_frame(length: usize) -> Result<Case> {
    let entrants = entrants!(messages::SharedFrame::of(length), SharedFrame, SharedFrameView, shared = true);
    join!(entrants, SharedFrame, quick_protobuf without NO_BYTES, proto_rs without NO_BYTES, bilrost,).map(Case::bulk)
}
