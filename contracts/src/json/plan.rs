//! Plans: what JSON needs to know of a message, put together once from its schema and kept as long as the program runs.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::ptr;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::form::Form;
use super::options::Options;
use crate::registry::{self, Packable};
use crate::schema::{self, Cardinality, Domain, Member, Origin, Scalar, Shape};
use crate::wire::{FieldNumber, Key, WireType};

/// A message.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) schema: &'static schema::Message,
    pub(super) full_name: String,
    pub(super) form: Form,
    /// The fields, those of oneofs among them, by their numbers.
    pub(super) fields: Vec<Field>,
    /// For each small number one more than the place of the field; zero for none.
    places: Vec<u32>,
    /// Both names of each field, and its place; and where each stands, one more, by its hash.
    names: Vec<(&'static str, u32)>,
    by_hash: Vec<u32>,
    /// The places of the fields that must be there.
    pub(super) required: Vec<usize>,
    pub(super) is_extensible: bool,
    /// What knows the message, if its bytes may be as a peer wrote them: those of a message that borrows.
    pub(super) as_received: Option<&'static Packable>,
}

/// A field of a message.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) number: FieldNumber,
    json: &'static str,
    proto: &'static str,
    /// Each name between quotes, with a comma in front and a colon behind.
    in_text: [String; 2],
    pub(super) count: Count,
    pub(super) value: Value,
    /// Whether the field is left out of JSON when it is not there, whatever the options say.
    pub(super) has_presence: bool,
    pub(super) is_required: bool,
    /// The oneof that the field is a member of.
    pub(super) oneof: Option<Choice>,
    /// The key in front of the value, or in front of all of them.
    pub(super) key: Key,
}

/// A oneof of a message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    /// Which oneof of the message it is.
    pub(super) place: usize,
    pub(super) name: &'static str,
}

/// How often a field is there.
#[derive(Debug)]
pub(super) enum Count {
    Once,
    /// Any number of times, each behind the key.
    Expanded,
    /// Any number of times behind one key.
    Packed,
    /// Entries of a map, whose keys are these.
    Map(Value),
}

/// One value.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) kind: Kind,
    pub(super) domain: Domain,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind {
    Scalar(Scalar),
    Enum(Enum),
    Message(Link),
    Group(Link),
}

/// Another message, whose plan is looked up once.
#[derive(Debug)]
pub(super) struct Link {
    schema: fn() -> &'static schema::Message,
    plan: OnceLock<&'static Plan>,
}

/// An enum.
#[derive(Debug)]
pub(super) struct Enum {
    pub(super) schema: &'static schema::Enum,
    /// The first name of each number, by the numbers.
    by_number: Vec<(i32, &'static str)>,
    by_name: Vec<(&'static str, i32)>,
    /// Whether it is that of `null`.
    pub(super) is_null: bool,
}

/// How large a number is at most that is looked up in a table.
const SMALL: usize = 1 << 10;

/// The key of an entry of a map, and its value.
pub(super) const KEY: FieldNumber = FieldNumber::literal(1);
pub(super) const VALUE: FieldNumber = FieldNumber::literal(2);

impl Plan {
    /// The plan of a message.
    pub(super) fn of(schema: &'static schema::Message) -> &'static Plan {
        thread_local! {
            /// The plans that this thread asked for last, by the addresses of their schemas.
            static LATEST: [Cell<Option<(&'static schema::Message, &'static Plan)>>; 16] =
                const { [const { Cell::new(None) }; 16] };
        }
        let place = ptr::from_ref(schema).addr() / align_of::<schema::Message>() % 16;
        LATEST.with(|latest| match latest[place].get() {
            Some((known, plan)) if ptr::eq(known, schema) => plan,
            _ => {
                let plan = Self::looked_up(schema);
                latest[place].set(Some((schema, plan)));
                plan
            }
        })
    }

    /// The plan of a message, made if there is none yet. One schema may have several addresses, and a plan for each.
    fn looked_up(schema: &'static schema::Message) -> &'static Plan {
        static PLANS: Mutex<Option<HashMap<usize, &'static Plan>>> = Mutex::new(None);
        let find = |plan: Option<&'static Plan>| {
            let mut plans = PLANS.lock().unwrap_or_else(PoisonError::into_inner);
            let plans = plans.get_or_insert_default();
            let address = ptr::from_ref(schema).addr();
            match plan {
                Some(plan) => Some(*plans.entry(address).or_insert(plan)),
                None => plans.get(&address).copied(),
            }
        };
        // Not made under the lock: schemas are functions of others.
        find(None).or_else(|| find(Some(Box::leak(Box::new(Plan::new(schema)))))).unwrap_or_else(|| unreachable!())
    }

    fn new(schema: &'static schema::Message) -> Self {
        let mut fields = Vec::new();
        for (place, member) in schema.members.iter().enumerate() {
            match member {
                Member::Field(field) => fields.extend(Field::new(field, None)),
                Member::Oneof(_, oneof) => {
                    let name = oneof().declaration.name;
                    fields.extend(
                        oneof().members.iter().filter_map(|field| Field::new(field, Some(Choice { place, name }))),
                    );
                }
            }
        }
        fields.sort_by_key(|field| field.number);
        let full_name = schema.full_name();
        let as_received = registry::packable(&full_name).filter(|packable| packable.borrows);
        let names = names(&fields);
        Plan {
            form: Form::of(schema, &full_name),
            places: places(&fields),
            by_hash: by_hash(&names),
            names,
            required: (0..fields.len()).filter(|place| fields[*place].is_required).collect(),
            is_extensible: !schema.extensions.is_empty(),
            as_received,
            schema,
            full_name,
            fields,
        }
    }

    /// The place of the field of this number.
    #[inline]
    pub(super) fn place(&self, number: u32) -> Option<usize> {
        match self.places.get(number as usize) {
            Some(place) => (*place as usize).checked_sub(1),
            None => self.fields.binary_search_by_key(&number, |field| field.number.get()).ok(),
        }
    }

    /// The place of the field that JSON or the `.proto` file calls by this name, and the name. Fields mostly come in the order
    /// of their numbers, so the search begins with the one that is next.
    #[inline]
    pub(super) fn named(&self, name: &str, next: usize) -> Option<(usize, &'static str)> {
        match self.fields.get(next) {
            Some(field) if same(field.json, name) => Some((next, field.json)),
            _ => self.looked_up_name(name),
        }
    }

    #[inline(never)]
    fn looked_up_name(&self, name: &str) -> Option<(usize, &'static str)> {
        let mut slot = hash(name) as usize;
        loop {
            let index = *self.by_hash.get(slot & (self.by_hash.len() - 1))?;
            let (known, place) = *self.names.get((index as usize).checked_sub(1)?)?;
            if same(known, name) {
                return Some((place as usize, known));
            }
            slot = slot.wrapping_add(1);
        }
    }
}

/// A hash of a name, from its length and its ends.
#[inline]
fn hash(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let word = |bytes: &[u8]| bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    let ends = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => u64::from_le_bytes(*first).rotate_left(29) ^ u64::from_le_bytes(*last),
        _ => word(bytes),
    };
    let hash = (ends ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash >> 32
}

/// Most names differ in their lengths.
#[inline]
fn same(left: &str, right: &str) -> bool {
    left.len() == right.len() && left == right
}

/// The places of the fields in a table by their numbers, as far as those are small.
fn places(fields: &[Field]) -> Vec<u32> {
    let number = |field: &Field| field.number.get() as usize;
    let largest = fields.iter().map(number).filter(|number| *number < SMALL).max().unwrap_or_default();
    let mut places = vec![0; largest + 1];
    for (place, field) in fields.iter().enumerate().take_while(|(_, field)| number(field) <= largest) {
        places[number(field)] = place as u32 + 1;
    }
    places
}

/// Both names of each field, each once: what is a name in JSON is not the other's.
fn names(fields: &[Field]) -> Vec<(&'static str, u32)> {
    let both = fields.iter().zip(0..).flat_map(|(field, place)| [(field.json, place), (field.proto, place)]);
    let mut names: Vec<_> = both.collect();
    names.sort_unstable();
    names.dedup_by_key(|(name, _)| *name);
    names
}

/// Where each name stands, one more, in a table by the hashes; at least half of it is zero.
fn by_hash(names: &[(&'static str, u32)]) -> Vec<u32> {
    let mut table = vec![0; (2 * names.len() + 1).next_power_of_two()];
    for ((name, _), index) in names.iter().zip(1..) {
        let mut slot = hash(name) as usize & (table.len() - 1);
        while table[slot] != 0 {
            slot = (slot + 1) & (table.len() - 1);
        }
        table[slot] = index;
    }
    table
}

impl Field {
    /// A field; none when no message may have its number.
    pub(super) fn new(field: &'static schema::Field, oneof: Option<Choice>) -> Option<Self> {
        let Shape { cardinality, kind, domain, keys } = field.shape;
        let (number, value) = (FieldNumber::new(field.number)?, Value { kind: Kind::of(kind), domain });
        let (count, wire_type) = match cardinality {
            Cardinality::Implicit | Cardinality::Explicit | Cardinality::Required => (Count::Once, value.wire_type()),
            Cardinality::Expanded => (Count::Expanded, value.wire_type()),
            Cardinality::Packed => (Count::Packed, WireType::LengthDelimited),
            Cardinality::Map(key) => {
                (Count::Map(Value { kind: Kind::Scalar(key), domain: keys }), WireType::LengthDelimited)
            }
        };
        let json = match field.name_in_json() {
            Cow::Borrowed(name) => name,
            Cow::Owned(name) => name.leak(),
        };
        let proto = field.declaration.name;
        Some(Field {
            number,
            json,
            proto,
            in_text: [json, proto].map(|name| format!(",{}:", serde_json::Value::from(name))),
            count,
            value,
            has_presence: matches!(cardinality, Cardinality::Explicit | Cardinality::Required),
            is_required: cardinality == Cardinality::Required,
            oneof,
            key: Key::new(number, wire_type),
        })
    }

    /// The name that is written, as text, with a comma in front and a colon behind.
    #[inline]
    pub(super) fn comma_and_name(&self, options: Options) -> &str {
        &self.in_text[usize::from(options.proto_names)]
    }

    /// The name that is written.
    #[inline]
    pub(super) fn name(&self, options: Options) -> &'static str {
        if options.proto_names { self.proto } else { self.json }
    }
}

impl Value {
    /// How the value is laid out.
    #[inline]
    pub(super) fn wire_type(&self) -> WireType {
        match &self.kind {
            Kind::Scalar(scalar) => wire_type(*scalar),
            Kind::Enum(_) => WireType::Varint,
            Kind::Message(_) => WireType::LengthDelimited,
            Kind::Group(_) => WireType::StartGroup,
        }
    }

    /// Whether `null` is a value.
    pub(super) fn is_nullable(&self) -> bool {
        match &self.kind {
            Kind::Enum(enumeration) => enumeration.is_null,
            Kind::Message(link) | Kind::Group(link) => link.plan().form == Form::Value,
            Kind::Scalar(_) => false,
        }
    }
}

/// How a scalar is laid out.
pub(super) const fn wire_type(scalar: Scalar) -> WireType {
    match scalar {
        Scalar::Bool
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Uint32
        | Scalar::Uint64
        | Scalar::Sint32
        | Scalar::Sint64 => WireType::Varint,
        Scalar::Fixed32 | Scalar::Sfixed32 | Scalar::Float => WireType::Fixed32,
        Scalar::Fixed64 | Scalar::Sfixed64 | Scalar::Double => WireType::Fixed64,
        Scalar::String | Scalar::Bytes => WireType::LengthDelimited,
    }
}

impl Kind {
    fn of(kind: schema::Kind) -> Self {
        let link = |schema| Link { schema, plan: OnceLock::new() };
        match kind {
            schema::Kind::Scalar(scalar) => Kind::Scalar(scalar),
            schema::Kind::Enum(schema) => Kind::Enum(Enum::new(schema())),
            schema::Kind::Message(schema) => Kind::Message(link(schema)),
            schema::Kind::Group(schema) => Kind::Group(link(schema)),
        }
    }
}

impl Link {
    #[inline]
    pub(super) fn plan(&self) -> &'static Plan {
        self.plan.get_or_init(|| Plan::of((self.schema)()))
    }
}

impl Enum {
    pub(super) fn new(schema: &'static schema::Enum) -> Self {
        let names = schema.values.iter().map(|value| (value.declaration.name, value.number));
        let mut by_number: Vec<_> = names.clone().map(|(name, number)| (number, name)).collect();
        by_number.sort_by_key(|(number, _)| *number); // stable: of several names the first one is written
        by_number.dedup_by_key(|(number, _)| *number);
        let mut by_name: Vec<_> = names.collect();
        by_name.sort_unstable();
        let is_null = matches!(schema.origin, Origin::WellKnown(_)) && schema.declaration.name == "NullValue";
        Enum { schema, by_number, by_name, is_null }
    }

    /// The first name of a number.
    pub(super) fn name(&self, number: i32) -> Option<&'static str> {
        // Most enums count from zero.
        let first = usize::try_from(number).ok().and_then(|place| self.by_number.get(place));
        let found = first.filter(|(known, _)| *known == number);
        let found = found.or_else(|| {
            let place = self.by_number.binary_search_by_key(&number, |(number, _)| *number).ok()?;
            self.by_number.get(place)
        });
        found.map(|(_, name)| *name)
    }

    /// The number of a name.
    pub(super) fn number(&self, name: &str) -> Option<i32> {
        let place = self.by_name.binary_search_by_key(&name, |(name, _)| name).ok()?;
        Some(self.by_name[place].1)
    }
}

impl Domain {
    /// Whether the Rust type has the value of this number.
    #[inline]
    pub(super) fn has_number(&self, number: i32) -> bool {
        match self {
            Domain::Numbers(holds) => holds(number),
            _ => true,
        }
    }
}
