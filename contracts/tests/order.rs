//! In whatever order and form fields come, a message that tries them in their order reads what one that does not reads.

use bytes::Bytes;
use contracts::{DecodeError, DecodeOptions, Message, UnknownFields, contract};
use proptest::prelude::*;
use std::collections::BTreeMap;

contracts::package!("order.v1");

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Closed {
    Unspecified = 0,
    One = 1,
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Open {
    Unspecified = 0,
    #[unknown]
    Other(i32),
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Inner {
    #[member(1)]
    number: u32,
    #[member(2)]
    text: String,
    #[member(3)]
    inner: Option<Box<Inner>>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
enum Choice {
    #[member(6)]
    Number(i64),
    #[member(17)]
    ChosenMessage(Inner),
    #[member(18)]
    ChosenClosed(Closed),
    #[member(4000)]
    Far(String),
}

/// A message of few members, and one of the same and many more, which does not try them in their order.
macro_rules! messages {
    ({ $($(#[$attribute:meta])* $member:ident: [$($type:tt)*],)* } { $($number:literal $more:ident,)* }) => {
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        struct InOrder {
            $($(#[$attribute])* $member: $($type)*,)*
        }

        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        struct InNone {
            $($(#[$attribute])* $member: $($type)*,)*
            $(#[member($number)] $more: bool,)*
        }
    };
}

messages! { {
    #[member(1)] int: [i32],
    #[member(2)] text: [String],
    #[member(3)] maybe: [Option<u64>],
    #[member(4)] texts: [Vec<String>],
    #[member(5)] packed: [Vec<u32>],
    #[oneof] choice: [Option<Choice>],
    #[member(7)] message: [Inner],
    #[member(8)] messages: [Vec<Inner>],
    #[member(9)] map: [BTreeMap<String, Closed>],
    #[member(10)] closed: [Closed],
    #[member(11)] maybe_closed: [Option<Closed>],
    #[member(12)] many_closed: [Vec<Closed>],
    #[member(13, unpacked)] unpacked: [Vec<Closed>],
    #[member(14)] double: [f64],
    #[member(15)] floats: [Vec<f32>],
    #[member(16)] flags: [Vec<bool>],
    #[member(19)] open: [Option<Open>],
    #[member(20)] narrow: [u8],
    #[member(21)] many_narrow: [Vec<i16>],
    #[member(22, zigzag)] signed: [i64],
    #[member(23, delimited)] group: [Option<Inner>],
    #[member(24, delimited)] groups: [Vec<Inner>],
    #[member(25)] blob: [Bytes],
    #[member(2047, fixed)] fixed: [u32],
    #[member(2048)] beyond_two_bytes: [Vec<String>],
    #[member(26)] maybe_text: [Option<String>],
    #[unknown] unknown: [UnknownFields],
} {
    1000 member_1000, 1001 member_1001, 1002 member_1002, 1003 member_1003, 1004 member_1004, 1005 member_1005,
    1006 member_1006, 1007 member_1007, 1008 member_1008, 1009 member_1009, 1010 member_1010, 1011 member_1011,
    1012 member_1012, 1013 member_1013, 1014 member_1014, 1015 member_1015, 1016 member_1016, 1017 member_1017,
    1018 member_1018, 1019 member_1019, 1020 member_1020, 1021 member_1021, 1022 member_1022, 1023 member_1023,
    1024 member_1024, 1025 member_1025, 1026 member_1026, 1027 member_1027, 1028 member_1028, 1029 member_1029,
    1030 member_1030, 1031 member_1031, 1032 member_1032, 1033 member_1033, 1034 member_1034, 1035 member_1035,
    1036 member_1036, 1037 member_1037, 1038 member_1038, 1039 member_1039, 1040 member_1040, 1041 member_1041,
    1042 member_1042, 1043 member_1043, 1044 member_1044, 1045 member_1045, 1046 member_1046, 1047 member_1047,
    1048 member_1048, 1049 member_1049, 1050 member_1050, 1051 member_1051, 1052 member_1052, 1053 member_1053,
    1054 member_1054, 1055 member_1055, 1056 member_1056, 1057 member_1057, 1058 member_1058, 1059 member_1059,
    1060 member_1060, 1061 member_1061, 1062 member_1062, 1063 member_1063,
} }

/// Numbers of fields, some of which the messages do not have; those whose values are in rows come more often.
const NUMBERS: [u32; 40] = [
    1, 2, 3, 4, 4, 4, 5, 5, 6, 7, 8, 8, 8, 9, 9, 9, 10, 11, 12, 12, 13, 13, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
    24, 25, 26, 27, 2047, 2048, 4000,
];

/// A record: which field, how its key is written, and what stands behind the key.
#[derive(Debug, Clone)]
struct Record {
    number: u32,
    wire_type: u32,
    longer_by: usize,
    value: u64,
    content: Vec<u8>,
    times: usize,
}

impl Record {
    /// The record as often as it comes.
    fn put(&self, out: &mut Vec<u8>) {
        for _ in 0..self.times {
            put_varint((self.number << 3 | self.wire_type).into(), self.longer_by, out);
            match self.wire_type {
                0 => put_varint(self.value, 0, out),
                1 => out.extend(self.value.to_le_bytes()),
                2 => {
                    put_varint(self.content.len() as u64, 0, out);
                    out.extend(&self.content);
                }
                3 => {
                    out.extend(&self.content);
                    put_varint((self.number << 3 | 4).into(), 0, out);
                }
                _ => out.extend((self.value as u32).to_le_bytes()),
            }
        }
    }
}

/// A varint, and so many bytes more than it needs.
fn put_varint(value: u64, longer_by: usize, out: &mut Vec<u8>) {
    let start = out.len();
    prost::encoding::encode_varint(value, out);
    let last = out.len() - 1;
    if longer_by > 0 && out.len() - start + longer_by <= 5 {
        out[last] |= 0x80;
        out.extend([0x80, 0x80, 0x80, 0x80][..longer_by - 1].iter().chain(&[0]));
    }
}

/// What may stand in a message, a text, an entry or a run: often well-formed.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let inner = (0..4_u8, "[a-z\u{e9}]{0,40}").prop_map(|(number, text)| {
        let mut bytes = vec![0x08, number, 0x12, text.len() as u8];
        bytes.extend(text.into_bytes());
        bytes
    });
    let text = "[ -~\u{20ac}]{0,40}".prop_map(String::into_bytes);
    let entry = ("[ab]?", 0..4_u8).prop_map(|(key, value)| {
        let mut bytes = vec![0x0a, key.len() as u8];
        bytes.extend(key.into_bytes());
        bytes.extend([0x10, value]);
        bytes
    });
    prop_oneof![
        3 => inner,
        2 => text,
        2 => entry,
        2 => prop::collection::vec(0..4_u8, 0..20),
        1 => prop::collection::vec(any::<u8>(), 0..100),
    ]
}

fn record() -> impl Strategy<Value = Record> {
    let wire_type = prop_oneof![3 => Just(0_u32), 1 => Just(1), 5 => Just(2), 1 => Just(3), 1 => Just(5)];
    let longer_by = prop_oneof![9 => Just(0), 1 => 1..4_usize];
    let value = prop_oneof![0..4_u64, 100..400_u64, any::<u64>()];
    (prop::sample::select(&NUMBERS[..]), wire_type, longer_by, value, content(), 1..4_usize).prop_map(
        |(number, wire_type, longer_by, value, content, times)| {
            let is_group = matches!(number, 23 | 24) && wire_type == 2;
            Record { number, wire_type: if is_group { 3 } else { wire_type }, longer_by, value, content, times }
        },
    )
}

/// What is wrong, and where below the message.
fn below(error: &DecodeError) -> (String, String) {
    let path = error.path();
    let below = path.split_once('.').map_or("", |(_, below)| below);
    (format!("{:?}", error.kind()), below.to_owned())
}

fn check(bytes: &[u8], options: &DecodeOptions) -> Result<(), TestCaseError> {
    match (InOrder::decode_with(bytes, options), InNone::decode_with(bytes, options)) {
        (Ok(left), Ok(right)) => prop_assert_eq!(left.encode_to_vec(), right.encode_to_vec(), "{:x?}", bytes),
        (Err(left), Err(right)) => prop_assert_eq!(below(&left), below(&right), "{:x?}", bytes),
        (left, right) => prop_assert!(false, "{:x?}: {:?} and {:?}", bytes, left.err(), right.err()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_in_which_fields_are_tried_does_not_show(
        mut records in prop::collection::vec(record(), 0..24),
        is_sorted in any::<bool>(),
        cut in prop_oneof![4 => Just(None), 1 => any::<prop::sample::Index>().prop_map(Some)],
        elements in prop_oneof![4 => Just(usize::MAX), 1 => 0..20_usize],
    ) {
        if is_sorted {
            records.sort_by_key(|record| record.number);
        }
        let mut bytes = Vec::new();
        records.iter().for_each(|record| record.put(&mut bytes));
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len() + 1));
        }
        check(&bytes, &DecodeOptions::new().with_elements(elements))?;
    }

    #[test]
    fn merging_in_two_pieces_is_merging_at_once(
        records in prop::collection::vec(record(), 0..24),
        place in any::<prop::sample::Index>(),
    ) {
        let place = place.index(records.len() + 1);
        let bytes = |records: &[Record]| {
            let mut bytes = Vec::new();
            records.iter().for_each(|record| record.put(&mut bytes));
            bytes
        };
        let whole = InOrder::decode(&bytes(&records));
        let mut pieces = InOrder::default();
        let merged = pieces.merge(&bytes(&records[..place])).and_then(|()| pieces.merge(&bytes(&records[place..])));
        prop_assert_eq!(whole.is_ok(), merged.is_ok());
        if let Ok(whole) = whole {
            prop_assert_eq!(whole.encode_to_vec(), pieces.encode_to_vec());
        }
    }

    #[test]
    fn what_is_cleared_is_as_new(records in prop::collection::vec(record(), 0..24)) {
        let mut bytes = Vec::new();
        records.iter().for_each(|record| record.put(&mut bytes));
        let mut message = InOrder::default();
        let merged = message.merge(&bytes);
        Message::clear(&mut message);
        prop_assert_eq!(&message, &InOrder::default());
        prop_assert_eq!(message.merge(&bytes), merged);
    }
}

#[test]
fn texts_bytes_and_lists_keep_their_room_when_they_are_cleared() {
    let mut message = InOrder { text: "a".repeat(100), texts: vec![String::new(); 100], ..InOrder::default() };
    let (text, texts) = (message.text.as_ptr(), message.texts.as_ptr());
    Message::clear(&mut message);
    assert!(message.text.is_empty() && message.texts.is_empty());
    message
        .merge(&InOrder { text: "b".repeat(99), texts: vec!["c".into(); 99], ..InOrder::default() }.encode_to_vec())
        .unwrap();
    assert_eq!((message.text.as_ptr(), message.texts.as_ptr()), (text, texts));
}

#[test]
fn an_element_that_is_unknown_counts_once() -> Result<(), TestCaseError> {
    let row = [0x68, 2].repeat(3);
    let entries = [0x4a, 2, 0x10, 2].repeat(3);
    for elements in 0..8 {
        let options = DecodeOptions::new().with_elements(elements);
        check(&row, &options)?;
        check(&entries, &options)?;
        prop_assert_eq!(InOrder::decode_with(&row, &options).is_ok(), elements >= 3);
        prop_assert_eq!(InOrder::decode_with(&entries, &options).is_ok(), elements >= 3);
    }
    Ok(())
}

/// Each ends the row that it is in: looking ahead to the end of it each time would take hours.
#[test]
fn many_values_that_are_unknown_take_no_longer_than_others() {
    const ENTRIES: usize = 200_000;
    let unknown = InOrder::decode(&[0x4a, 2, 0x10, 2].repeat(ENTRIES)).map(|message| message.unknown);
    assert_eq!(unknown.map(|unknown| unknown.as_bytes().len()), Ok(4 * ENTRIES));
    let every_second = InOrder::decode(&[0x4a, 2, 0x10, 2, 0x4a, 2, 0x10, 1].repeat(ENTRIES));
    assert_eq!(every_second.map(|message| message.unknown.as_bytes().len()), Ok(4 * ENTRIES));
}
