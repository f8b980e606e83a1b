//! Where the values of the samples come from.

use std::ops::Range;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use contracts::Message;
use proptest::collection::{btree_map, hash_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use uuid::Uuid;

use crate::samples::{Choice, Color, Keeping, Lists, Maps, Narrow, Numbers, Page, Point, Presence, Texts, Tree};

const FEW: Range<usize> = 0..5;

pub(crate) fn numbers() -> impl Strategy<Value = Numbers> {
    let varints = (any::<bool>(), any::<i32>(), any::<i64>(), any::<u32>(), any::<u64>());
    let others = (any::<f32>(), any::<f64>(), any::<i32>(), any::<i64>());
    let fixed = (any::<u32>(), any::<u64>(), any::<i32>(), any::<i64>());
    (varints, others, fixed).prop_map(|(varints, others, fixed)| {
        let (truth, int32, int64, uint32, uint64) = varints;
        let (float, double, sint32, sint64) = others;
        let (fixed32, fixed64, sfixed32, sfixed64) = fixed;
        Numbers {
            truth,
            int32,
            int64,
            uint32,
            uint64,
            float,
            double,
            sint32,
            sint64,
            fixed32,
            fixed64,
            sfixed32,
            sfixed64,
        }
    })
}

pub(crate) fn texts() -> impl Strategy<Value = Texts> {
    let texts = (text(), text(), text(), text());
    (texts, vec(any::<u8>(), 0..200), bytes()).prop_map(|((owned, boxed, shared, borrowed), vec, bytes)| Texts {
        owned,
        boxed: boxed.into(),
        shared: shared.into(),
        borrowed: borrowed.into(),
        vec,
        bytes,
    })
}

pub(crate) fn presence() -> impl Strategy<Value = Presence> {
    let scalars = (of(any::<bool>()), of(any::<i32>()), of(any::<f64>()), of(text()), of(bytes()), of(color()));
    (scalars, of(choice()), of(point()), color()).prop_map(|(scalars, choice, point, plain_color)| {
        let (truth, number, double, text, bytes, color) = scalars;
        Presence { truth, number, double, choice, text, bytes, color, point, plain_color }
    })
}

pub(crate) fn lists() -> impl Strategy<Value = Lists> {
    let packed = (
        many(any::<i32>()),
        many(any::<bool>()),
        many(any::<f64>()),
        many(color()),
        many(any::<i32>()),
        many(any::<u64>()),
    );
    let others = (many(any::<i64>()), many(text()), many(bytes()), many(point()));
    (packed, others).prop_map(
        |((numbers, truths, doubles, colors, zigzags, fixed), (unpacked, texts, bytes, points))| Lists {
            numbers,
            unpacked,
            truths,
            doubles,
            texts,
            bytes,
            colors,
            points,
            zigzags,
            fixed,
        },
    )
}

/// Maps with at most so many entries each.
pub(crate) fn maps(entries: usize) -> impl Strategy<Value = Maps> {
    let texts = btree_map(text(), text(), 0..=entries);
    let points = btree_map(any::<i32>(), point(), 0..=entries);
    let doubles = btree_map(any::<bool>(), any::<f64>(), 0..=entries);
    let colors = btree_map(any::<u64>(), color(), 0..=entries);
    let bytes = btree_map(any::<i64>(), bytes(), 0..=entries);
    (texts, points, doubles, colors, bytes).prop_map(|(texts, points, doubles, colors, bytes)| Maps {
        texts,
        points,
        doubles,
        colors,
        bytes,
    })
}

pub(crate) fn tree() -> impl Strategy<Value = Tree> {
    let leaf = (text(), of(page()), of(point())).prop_map(|(name, points, shared)| Tree {
        name,
        first: None,
        others: vec![],
        points,
        shared: shared.map(Into::into),
    });
    leaf.prop_recursive(6, 32, 3, |tree| {
        (tree.clone(), of(tree.clone()), vec(tree, 0..3)).prop_map(|(root, first, others)| Tree {
            first: first.map(Box::new),
            others,
            ..root
        })
    })
}

pub(crate) fn narrow() -> impl Strategy<Value = Narrow> {
    let integers = any::<(i8, i16, u8, u16)>();
    let uuids = (any::<[u8; 4]>(), uuid(), vec(uuid(), FEW), hash_map(any::<u8>(), uuid(), 0..=1));
    (integers, uuids, of(time()), of(duration()), point(), page()).prop_map(
        |((i8, i16, u8, u16), (array, uuid, uuids, hashed), time, duration, point, page)| Narrow {
            i8,
            i16,
            u8,
            u16,
            array,
            uuid,
            uuids,
            time,
            duration,
            hashed,
            point,
            page,
            empty: (),
        },
    )
}

/// The declared field, then fields that `Keeping` does not declare.
pub(crate) fn keeping() -> impl Strategy<Value = Keeping> {
    (any::<u32>(), texts()).prop_map(|(number, texts)| {
        let undeclared = Texts { vec: vec![], ..texts }.encode_to_vec();
        let declared = Keeping { number, ..Keeping::default() }.encode_to_vec();
        Keeping::decode(&[declared, undeclared].concat()).expect("fields of two messages make a message")
    })
}

fn choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        any::<u64>().prop_map(Choice::Length),
        text().prop_map(Choice::Word),
        point().prop_map(Choice::Place),
        color().prop_map(Choice::Paint),
        Just(Choice::Nothing),
    ]
}

fn color() -> impl Strategy<Value = Color> {
    const KNOWN: &[Color] = &[Color::Unspecified, Color::Red, Color::Green, Color::Infrared];
    prop_oneof![proptest::sample::select(KNOWN), (3..=i32::MAX).prop_map(Color::Other)]
}

fn point() -> impl Strategy<Value = Point> {
    any::<(i32, i32)>().prop_map(|(x, y)| Point { x, y })
}

/// Texts on both sides of the length whose varint has two bytes.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![8 => "\\PC{0,20}", 1 => "[a-zé∀]{100,140}"]
}

fn bytes() -> impl Strategy<Value = Bytes> {
    vec(any::<u8>(), 0..200).prop_map(Bytes::from)
}

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn page() -> impl Strategy<Value = Page<Point>> {
    many(point()).prop_map(|entries| Page { entries })
}

/// Times before and after 1970, to the nanosecond.
fn time() -> impl Strategy<Value = SystemTime> {
    (duration(), any::<bool>()).prop_map(|(offset, after)| match after {
        true => SystemTime::UNIX_EPOCH + offset,
        false => SystemTime::UNIX_EPOCH - offset,
    })
}

fn duration() -> impl Strategy<Value = Duration> {
    (0..1_u64 << 36, 0..1_000_000_000_u32).prop_map(|(seconds, nanos)| Duration::new(seconds, nanos))
}

fn many<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    vec(value, FEW)
}
