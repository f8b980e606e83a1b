//! Where the values of the samples come from.

use contracts::Message;
use contracts::wkt::NullValue;
use proptest::collection::{btree_map, btree_set, hash_map, hash_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use smol_str::SmolStr;

use crate::samples::{Case, Choice, Collections, Keeping, Lists, Maps, Numbers, Presence, Special, Texts, Tree};
use crate::singles::*;

pub(crate) fn numbers() -> impl Strategy<Value = Numbers> {
    let varints = (any::<bool>(), any::<i32>(), any::<i64>(), any::<u32>(), any::<u64>());
    let others = (float(), any::<f64>(), any::<i32>(), any::<i64>());
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

/// Collections with at most so many entries where there is no order.
pub(crate) fn collections(entries: usize) -> impl Strategy<Value = Collections> {
    let few = 0..=entries;
    let lists = (many(text()), btree_set(any::<i32>(), FEW), vec(point(), FEW), many(any::<i32>()));
    let octets = (any::<u8>(), any::<Option<u8>>(), btree_set(any::<u8>(), FEW), byte_vec(), byte_vec());
    let sets = (hash_set(uuid(), few.clone()), hash_set(text(), FEW), hash_set(any::<u64>(), few.clone()));
    let maps = (hash_map(text(), color(), few.clone()), hash_map(any::<i64>(), bytes(), few.clone()));
    let others = (hash_map(any::<u8>(), uuid(), few.clone()), hash_map(any::<u32>(), any::<i64>(), few));
    (lists, sets, maps, others, octets).prop_map(|(lists, sets, maps, others, octets)| Collections {
        queue: lists.0.into(),
        sorted: lists.1,
        hashed: sets.0,
        in_order: sets.1.into_iter().map(SmolStr::from).collect(),
        brown: sets.2.into_iter().collect(),
        inline: lists.2.into(),
        by_order: maps.0.into_iter().collect(),
        by_brown: maps.1.into_iter().collect(),
        by_hash: others.0,
        zigzags: lists.3.into(),
        by_fixed: others.1.into_iter().collect(),
        octet: octets.0,
        no_octet: octets.1,
        octets: octets.2,
        octet_queue: octets.3.into(),
        inline_octets: octets.4.into(),
    })
}

pub(crate) fn special() -> impl Strategy<Value = Special> {
    (any::<u32>(), of(case())).prop_map(|(between, case)| Special { between, case })
}

fn case() -> impl Strategy<Value = Case> {
    prop_oneof![
        any::<i64>().prop_map(Case::Delta),
        any::<u32>().prop_map(Case::Hash),
        any::<u64>().prop_map(Case::Wrapped),
        uuid().prop_map(Case::Uuid),
        any::<u8>().prop_map(Case::Octet),
        moment().prop_map(|nanos| Case::Moment(system_time(nanos))),
        json().prop_map(Case::Json),
        Just(Case::Null(NullValue::Null)),
        point().prop_map(|point| Case::Shared(point.into())),
        page().prop_map(|page| Case::Page(page.into())),
        any_message().prop_map(Case::Any),
    ]
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
