//! Which messages hold themselves, so that a value of one needs a `Box`.

use std::collections::BTreeMap;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FileDescriptorProto};

/// The circles of messages, by full name with a dot in front: messages of one circle have the same number.
#[derive(Default)]
pub(super) struct Recursion {
    circles: BTreeMap<String, usize>,
}

type Edges<'a> = BTreeMap<String, Vec<&'a str>>;

impl Recursion {
    /// Finds the circles among the messages of these files.
    pub(super) fn of<'a>(files: impl Iterator<Item = &'a FileDescriptorProto>) -> Self {
        let mut edges = Edges::new();
        for file in files {
            let scope = if file.package().is_empty() { String::new() } else { format!(".{}", file.package()) };
            file.message_type.iter().for_each(|message| add(message, &scope, &mut edges));
        }
        Recursion { circles: circles(&edges) }
    }

    /// Whether a message that holds another is held by it in turn.
    pub(super) fn is_circle(&self, holder: &str, held: &str) -> bool {
        self.circles.get(holder).zip(self.circles.get(held)).is_some_and(|(holder, held)| holder == held)
    }
}

/// Notes which messages a message holds by value. Lists and maps are on the heap.
fn add<'a>(message: &'a DescriptorProto, scope: &str, edges: &mut Edges<'a>) {
    let name = format!("{scope}.{}", message.name());
    message.nested_type.iter().for_each(|nested| add(nested, &name, edges));
    let is_held = |it: &&prost_types::FieldDescriptorProto| {
        it.label() != Label::Repeated && matches!(it.r#type(), Type::Message | Type::Group)
    };
    edges.insert(name, message.field.iter().filter(is_held).map(|field| field.type_name()).collect());
}

/// Kosaraju: the messages in the order in which they end, then the reverse of the edges in the reverse of that order.
fn circles(edges: &Edges<'_>) -> BTreeMap<String, usize> {
    let mut reverse: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let forward: BTreeMap<&str, Vec<&str>> = edges.iter().map(|(name, held)| (name.as_str(), held.clone())).collect();
    for (name, held) in &forward {
        held.iter().for_each(|held| reverse.entry(held).or_default().push(name));
    }
    let mut order = Vec::new();
    let mut seen = BTreeMap::new();
    for name in forward.keys() {
        order.extend(visit(name, &forward, &mut seen, 0));
    }
    let mut circles = BTreeMap::new();
    for (circle, name) in order.iter().rev().enumerate() {
        visit(name, &reverse, &mut circles, circle);
    }
    circles.into_iter().map(|(name, circle)| (name.to_owned(), circle)).collect()
}

/// All that is reached from a name and was not seen, in the order in which it ends.
fn visit<'a>(
    name: &'a str,
    edges: &BTreeMap<&'a str, Vec<&'a str>>,
    seen: &mut BTreeMap<&'a str, usize>,
    mark: usize,
) -> Vec<&'a str> {
    let mut ended = Vec::new();
    let mut open = vec![(name, 0)];
    if seen.contains_key(name) {
        return ended;
    }
    seen.insert(name, mark);
    while let Some((name, next)) = open.pop() {
        match edges.get(name).and_then(|held| held.get(next)) {
            Some(held) => {
                open.push((name, next + 1));
                if !seen.contains_key(held) {
                    seen.insert(held, mark);
                    open.push((held, 0));
                }
            }
            None => ended.push(name),
        }
    }
    ended
}
