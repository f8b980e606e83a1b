//! The HTTP bindings of operations: that they are what `google.api.http` allows, and that no two are the same.

use std::collections::BTreeMap;

use super::graph::Graph;
use super::{Place, Violation};
use crate::http_rule;
use crate::schema::Method;

/// Checks the bindings of all services.
pub(super) fn check(graph: &Graph, violations: &mut Vec<Violation>) {
    let mut bound: BTreeMap<(&str, String), Place> = BTreeMap::new();
    for method in graph.services.values().flat_map(|service| service.methods) {
        let Some(http) = method.http else { continue };
        let place = || Some(Place::from(method.declaration.source));
        let shape = match http_rule::checked(&http, (method.request)()) {
            Ok(template) => template.shape(),
            Err(reason) => {
                violations.push(Violation::compile(place(), refused(method, &reason)).help(HELP));
                continue;
            }
        };
        if let Some(other) = bound.get(&(http.method, shape.clone())) {
            let reason = format!("{} {:?} is bound already", http.method, http.path);
            let violation = Violation::compile(place(), refused(method, &reason));
            violations.push(violation.related("bound here", Some(other.clone())).help("give one of them another path"));
        } else {
            bound.extend(place().map(|place| ((http.method, shape), place)));
        }
    }
}

const HELP: &str = "write a path such as \"/v1/users/{id}\", with names of the request's fields in braces, and a field or `*` \
                    as the body";

fn refused(method: &Method, reason: &str) -> String {
    format!("the HTTP binding of `{}` cannot be served: {reason}", method.declaration.name)
}
