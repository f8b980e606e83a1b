//! Samples without what their contract does not name.

use std::sync::Arc;

use contracts::{Extension, UnknownFields};

use crate::legacy::{Either, Legacy, LegacyExtensions};
use crate::sample::{Choice, Closed, Leaf, Maps, Sample};

/// Clears the unknown fields everywhere in a sample.
pub(crate) fn forget(sample: &mut Sample) {
    forget_with(sample, |legacy| legacy.unknown.clear());
}

/// Clears the unknown fields everywhere in a sample, but not the extensions that are known.
pub(crate) fn forget_unnamed(sample: &mut Sample) {
    forget_with(sample, |legacy| {
        let extensions = LegacyExtensions::read(legacy);
        legacy.unknown.clear();
        if let Ok(mut extensions) = extensions {
            extensions.leaf.iter_mut().chain(&mut extensions.leaves).for_each(|leaf| leaf.unknown.clear());
            extensions.write(legacy);
        }
    });
}

fn forget_with(sample: &mut Sample, extended: fn(&mut Legacy)) {
    sample.unknown.clear();
    leaves(sample).into_iter().for_each(|leaf| leaf.unknown.clear());
    if let Some(Closed { unknown, .. }) = &mut sample.closed {
        UnknownFields::clear(unknown);
    }
    let mut legacy = sample.legacy.as_mut();
    while let Some(level) = legacy {
        level.groups.iter_mut().for_each(|leaf| leaf.unknown.clear());
        if let Some(Either::Left(leaf)) = &mut level.either {
            leaf.unknown.clear();
        }
        extended(level);
        legacy = level.group.as_deref_mut();
    }
    nested(sample).into_iter().for_each(|inner| forget_with(inner, extended));
}

/// Clears what is in every `Any` of a sample.
pub(crate) fn forget_packed(sample: &mut Sample) {
    if let Some(any) = sample.known.as_mut().and_then(|known| known.any.as_mut()) {
        any.value.clear();
    }
    nested(sample).into_iter().for_each(forget_packed);
}

/// The leaves that stand in a sample, but not in its samples and its legacy.
fn leaves(sample: &mut Sample) -> Vec<&mut Leaf> {
    let mut leaves = vec![&mut sample.leaf];
    leaves.extend(sample.shared_leaf.as_mut().map(Arc::make_mut));
    leaves.extend(sample.repeated.iter_mut().flat_map(|repeated| &mut repeated.leaves));
    leaves.extend(sample.maps.iter_mut().flat_map(|maps| maps.leaves.values_mut()));
    if let Some(Choice::Twig(leaf)) = &mut sample.choice {
        leaves.push(leaf);
    }
    leaves
}

/// The samples that stand directly in a sample.
fn nested(sample: &mut Sample) -> Vec<&mut Sample> {
    let mut nested: Vec<&mut Sample> = sample.children.iter_mut().collect();
    nested.extend(sample.child.as_deref_mut());
    if let Some(Choice::Boxed(boxed)) = &mut sample.choice {
        nested.push(boxed);
    }
    if let Some(Maps { samples, .. }) = sample.maps.as_deref_mut() {
        nested.extend(samples.values_mut());
    }
    nested
}
