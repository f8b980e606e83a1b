//! Services, their methods, and the messages that these take and return.

use std::collections::BTreeMap;

use contracts::descriptor::{Descriptors, Places, Violation};
use prost_types::{FileDescriptorProto, MethodDescriptorProto, ServiceDescriptorProto};

use super::{Finding, Findings, Lint, case, named, place};
use crate::path::{self, tag};

/// Returned by a method that has nothing to say; `buf.yaml` allows it.
const EMPTY: &str = ".google.protobuf.Empty";

pub(super) fn lint(lint: &mut Lint<'_, '_>, file: &FileDescriptorProto) {
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

fn of_method(lint: &mut Lint<'_, '_>, service: &ServiceDescriptorProto, method: &MethodDescriptorProto, path: &[i32]) {
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
    let simple = simple(of);
    let expected = format!("{}{suffix}", case::pascal(method));
    let with_service = format!("{}{expected}", case::pascal(service.name()));
    (simple != expected && simple != with_service).then(|| {
        let side = if suffix == "Request" { "takes" } else { "returns" };
        let message = format!("the method `{method}` {side} `{simple}`, so that it cannot grow by itself");
        (message, format!("make it a struct of its own, `{expected}`"))
    })
}

/// A method that uses a message as its request or its response.
struct Use<'a> {
    method: String,
    places: &'a Places,
    path: Vec<i32>,
}

/// A message that two methods use binds them: neither can change without the other.
pub(super) fn lint_uniqueness<'a>(descriptors: &'a Descriptors, findings: &mut Findings<'a>) {
    const RULE: &str = "RPC_REQUEST_RESPONSE_UNIQUE";
    const HELP: &str = "give each its own request and response, which may hold the same member";
    for (file, places) in descriptors.files.iter().zip(&descriptors.places) {
        for (name, method, path) in methods(file).filter(|(_, method, _)| method.input_type() == method.output_type()) {
            let message = simple(method.input_type());
            let what = format!("the method `{name}` takes and returns the same message, `{message}`");
            findings.add(places, &path, Violation::new(RULE, place(places, &path), what).help(HELP));
        }
    }
    for (message, uses) in uses(descriptors).iter().filter(|(_, uses)| uses.len() > 1) {
        for (index, Use { method, places, path }) in uses.iter().enumerate() {
            let other = &uses[if index == 0 { 1 } else { 0 }];
            let what = format!("the method `{method}` shares the message `{}` with others", simple(message));
            let violation = Violation::new(RULE, place(places, path), what);
            let label = format!("`{}` uses it, too", other.method);
            findings.add(places, path, violation.related(label, place(other.places, &other.path)).help(HELP));
        }
    }
}

/// The methods that use each message, every method once.
fn uses(descriptors: &Descriptors) -> BTreeMap<&str, Vec<Use<'_>>> {
    let mut uses: BTreeMap<&str, Vec<Use<'_>>> = BTreeMap::new();
    for (file, places) in descriptors.files.iter().zip(&descriptors.places) {
        for (name, method, path) in methods(file) {
            let mut messages = vec![method.input_type()];
            let returned = method.output_type();
            messages.extend(Some(returned).filter(|it| *it != EMPTY && *it != method.input_type()));
            for message in messages {
                let used = Use { method: name.clone(), places, path: path.clone() };
                uses.entry(message).or_default().push(used);
            }
        }
    }
    uses
}

/// All methods of a file, with the names of their services.
fn methods(file: &FileDescriptorProto) -> impl Iterator<Item = (String, &MethodDescriptorProto, Vec<i32>)> {
    file.service.iter().zip(path::children(&[], tag::FILE_SERVICE)).flat_map(|(service, path)| {
        let methods = service.method.iter().zip(path::children(&path, tag::SERVICE_METHOD));
        methods.map(|(method, path)| (format!("{}.{}", service.name(), method.name()), method, path))
    })
}

fn simple(type_name: &str) -> &str {
    type_name.rsplit('.').next().unwrap_or_default()
}
