//! Services, their methods, and the messages that these take and return.

use std::collections::BTreeMap;

use contracts::descriptor::{Descriptors, Place, Violation};
use prost_types::{FileDescriptorProto, MethodDescriptorProto, ServiceDescriptorProto};

use super::{Finding, Lint, case, named, place};
use crate::path::{self, tag};

/// Returned by a method that has nothing to say; `buf.yaml` allows it.
const EMPTY: &str = ".google.protobuf.Empty";

pub(super) fn lint(lint: &mut Lint<'_>, file: &FileDescriptorProto) {
    for (service, path) in file.service.iter().zip(path::children(&[], tag::FILE_SERVICE)) {
        let name = service.name();
        lint.comment(&path, "COMMENT_SERVICE", "service", name);
        lint.report(&path, named(name, &case::pascal(name), "SERVICE_PASCAL_CASE", "service", "rename the trait to"));
        lint.report(&path, suffixed(name));
        for (method, path) in service.method.iter().zip(path::children(&path, tag::SERVICE_METHOD)) {
            of_method(lint, service, method, &path);
        }
    }
}

fn suffixed(name: &str) -> Option<Finding> {
    (!name.ends_with("Service")).then(|| Finding {
        rule: "SERVICE_SUFFIX",
        message: format!("the name of the service `{name}` does not end in `Service`"),
        help: format!("rename the trait to `{name}Service`"),
    })
}

fn of_method(lint: &mut Lint<'_>, service: &ServiceDescriptorProto, method: &MethodDescriptorProto, path: &[i32]) {
    let name = method.name();
    lint.comment(path, "COMMENT_RPC", "method", name);
    lint.report(path, named(name, &case::pascal(name), "RPC_PASCAL_CASE", "method", "rename it so that it becomes"));
    let request = standard(service, name, method.input_type(), "Request");
    lint.report(path, request.map(|(message, help)| Finding { rule: "RPC_REQUEST_STANDARD_NAME", message, help }));
    if method.output_type() != EMPTY {
        let response = standard(service, name, method.output_type(), "Response");
        lint.report(
            path,
            response.map(|(message, help)| Finding { rule: "RPC_RESPONSE_STANDARD_NAME", message, help }),
        );
    }
}

/// What to say when a request or response is not named after its method.
fn standard(service: &ServiceDescriptorProto, method: &str, of: &str, suffix: &str) -> Option<(String, String)> {
    let simple = of.rsplit('.').next().unwrap_or_default();
    let expected = format!("{}{suffix}", case::pascal(method));
    let with_service = format!("{}{expected}", case::pascal(service.name()));
    (simple != expected && simple != with_service).then(|| {
        let side = if suffix == "Request" { "takes" } else { "returns" };
        let message = format!("the method `{method}` {side} `{simple}`, so that it cannot grow by itself");
        (message, format!("make it a struct of its own, `{expected}`"))
    })
}

/// A use of a message as a request or a response.
struct Use {
    method: String,
    place: Option<Place>,
}

/// A message that two methods use binds them: neither can change without the other.
pub(super) fn lint_uniqueness(descriptors: &Descriptors, violations: &mut Vec<Violation>) {
    for (message, uses) in uses(descriptors) {
        let Some((first, others)) = uses.split_first() else { continue };
        let name = message.trim_start_matches('.');
        for second in others {
            let what = match first.method == second.method {
                true => format!("the method `{}` takes and returns the same message `{name}`", first.method),
                false => format!("the methods `{}` and `{}` share the message `{name}`", first.method, second.method),
            };
            let violation = Violation::new("RPC_REQUEST_RESPONSE_UNIQUE", second.place.clone(), what)
                .related("used here too", first.place.clone())
                .help("give each its own request and response, which may hold the same member");
            violations.push(violation);
        }
    }
}

fn uses(descriptors: &Descriptors) -> BTreeMap<&str, Vec<Use>> {
    let mut uses: BTreeMap<&str, Vec<Use>> = BTreeMap::new();
    for (file, places) in descriptors.files.iter().zip(&descriptors.places) {
        for (service, path) in file.service.iter().zip(path::children(&[], tag::FILE_SERVICE)) {
            for (method, path) in service.method.iter().zip(path::children(&path, tag::SERVICE_METHOD)) {
                let name = format!("{}.{}", service.name(), method.name());
                let used = || Use { method: name.clone(), place: place(places, &path) };
                uses.entry(method.input_type()).or_default().push(used());
                if method.output_type() != EMPTY {
                    uses.entry(method.output_type()).or_default().push(used());
                }
            }
        }
    }
    uses
}
