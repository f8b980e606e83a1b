//! One file per service, with what it alone uses.
//!
//! A type goes to the file of a service only if nothing outside of that file uses it. So nobody imports such a file.

use std::collections::{BTreeMap, BTreeSet};

use contracts::descriptor::lower_snake;
use prost_types::FileDescriptorProto;

use super::Group;
use super::graph::Graph;
use super::name::{self, Folder};

pub(super) fn groups(graph: &Graph, files: &[FileDescriptorProto]) -> Vec<Group> {
    let mut owners: BTreeMap<usize, usize> = BTreeMap::new();
    for service in services(graph) {
        owners.extend(used_by_nobody_else(graph, service).into_iter().map(|owned| (owned, service)));
    }
    let mut groups = Vec::new();
    for (package, file) in files.iter().enumerate() {
        let services: Vec<usize> = services(graph).filter(|unit| graph.units[*unit].package == package).collect();
        let units = |owner: Option<usize>| -> Vec<usize> {
            let of_package = (0..graph.units.len()).filter(|unit| graph.units[*unit].package == package);
            of_package.filter(|unit| owners.get(unit).copied() == owner).collect()
        };
        let mut folder = Folder::of(file.name());
        let shared = Group { package, path: folder.path_of_package(), units: units(None) };
        let names = services.iter().map(|service| names(graph.units[*service].service.as_deref().unwrap_or_default()));
        let paths = folder.paths(&names.collect::<Vec<_>>());
        groups.extend(Some(shared).filter(|group| !group.units.is_empty()));
        groups.extend(services.iter().zip(paths).map(|(service, path)| Group {
            package,
            path,
            units: units(Some(*service)),
        }));
    }
    groups
}

fn services(graph: &Graph) -> impl Iterator<Item = usize> {
    (0..graph.units.len()).filter(|unit| graph.units[*unit].service.is_some())
}

/// What the file of a service may be called: `User` is the name of the package's file more often than not.
fn names(service: &str) -> Vec<String> {
    let name = name::or_package(lower_snake(service));
    let longer = (!name.ends_with("_service")).then(|| format!("{name}_service"));
    [name].into_iter().chain(longer).collect()
}

/// The service, and the messages and enums of its package that it or another of these uses, and nothing else.
fn used_by_nobody_else(graph: &Graph, service: usize) -> BTreeSet<usize> {
    let package = graph.units[service].package;
    let mut owned = BTreeSet::from([service]);
    let mut pending = vec![service];
    while let Some(user) = pending.pop() {
        let can_be_owned = |unit: &&usize| {
            let unit = &graph.units[**unit];
            unit.package == package && unit.service.is_none() && !unit.extends()
        };
        pending.extend(graph.uses[user].iter().filter(can_be_owned).filter(|unit| owned.insert(**unit)));
    }
    loop {
        let is_used_outside = |unit: &&usize| **unit != service && !graph.users[**unit].is_subset(&owned);
        let outside: Vec<usize> = owned.iter().filter(is_used_outside).copied().collect();
        if outside.is_empty() {
            return owned;
        }
        outside.iter().for_each(|unit| {
            owned.remove(unit);
        });
    }
}
