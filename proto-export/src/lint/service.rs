//! Services, their methods, and the messages that these take and return.

use std::collections::BTreeMap;

use contracts::descriptor::{Descriptors, Places, Violation};
use prost_types::{FileDescriptorProto, MethodDescriptorProto, ServiceDescriptorProto};

use super::{Config, Findings, Lint, Named, Remark, case, place};
use crate::path::{self, tag};

/// Taken and returned by methods that have nothing to say, where `buf.yaml` allows it.
const EMPTY: &str = ".google.protobuf.Empty";

const SERVICE: Named<'_> =
    Named { what: "service", how: "rename the trait to `{}`, or write `#[contract(name = \"{}\")]`" };
const METHOD: Named<'_> = Named {
    what: "method",
    how: "rename the operation so that it becomes `{}`, or write `#[operation(name = \"{}\")]`",
};

pub(super) fn lint(lint: &mut Lint<'_, '_>, file: &FileDescriptorProto) {
    for (service, path) in file.service.iter().zip(path::children(&[], tag::FILE_SERVICE)) {
        let name = service.name();
        lint.comment(&path, "COMMENT_SERVICE", "service", name);
        lint.report(&path, SERVICE.remark("SERVICE_PASCAL_CASE", name, &case::pascal(name)));
        lint.report(&path, suffixed(name, &lint.config.service_suffix));
        for (method, path) in service.method.iter().zip(path::children(&path, tag::SERVICE_METHOD)) {
            of_method(lint, service, method, &path);
        }
    }
}

fn suffixed(name: &str, suffix: &str) -> Option<Remark> {
    let begins = name.strip_suffix("service").or(name.strip_suffix("Service")).unwrap_or(name);
    let expected = format!("{}{suffix}", case::pascal(begins));
    (!name.ends_with(suffix)).then(|| Remark {
        rule: "SERVICE_SUFFIX",
        message: format!("the name of the service `{name}` does not end in `{suffix}`"),
        help: format!("rename the trait to `{expected}`, or write `#[contract(name = \"{expected}\")]`"),
    })
}

fn of_method(lint: &mut Lint<'_, '_>, service: &ServiceDescriptorProto, method: &MethodDescriptorProto, path: &[i32]) {
    let name = method.name();
    lint.comment(path, "COMMENT_RPC", "method", name);
    lint.report(path, METHOD.remark("RPC_PASCAL_CASE", name, &case::pascal(name)));
    lint.report(path, streaming("RPC_NO_CLIENT_STREAMING", name, method.client_streaming(), "takes"));
    lint.report(path, streaming("RPC_NO_SERVER_STREAMING", name, method.server_streaming(), "returns"));
    if method.input_type() != EMPTY || !lint.config.allows_empty_requests {
        let request = standard(service, name, method.input_type(), "Request");
        lint.report(path, request.map(|(message, help)| Remark { rule: "RPC_REQUEST_STANDARD_NAME", message, help }));
    }
    if method.output_type() != EMPTY || !lint.config.allows_empty_responses {
        let response = standard(service, name, method.output_type(), "Response");
        lint.report(path, response.map(|(message, help)| Remark { rule: "RPC_RESPONSE_STANDARD_NAME", message, help }));
    }
}

/// What to say of a stream where there should be none.
fn streaming(rule: &'static str, method: &str, streams: bool, verb: &str) -> Option<Remark> {
    streams.then(|| Remark {
        rule,
        message: format!("the method `{method}` {verb} a stream, which not every transport carries"),
        help: "let it take one message and return one: `Result<GetUserResponse, Status>`".to_owned(),
    })
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
    file: &'a FileDescriptorProto,
    places: &'a Places,
    path: Vec<i32>,
    /// What the method could have instead, for itself.
    own: String,
}

/// A message that two methods use binds them: neither can change without the other.
pub(super) fn lint_uniqueness<'a>(descriptors: &'a Descriptors, findings: &mut Findings<'a>) {
    const RULE: &str = "RPC_REQUEST_RESPONSE_UNIQUE";
    let config = findings.config;
    for (file, places) in descriptors.files.iter().zip(&descriptors.places) {
        let is_same = |of: &MethodDescriptorProto| of.input_type() == of.output_type();
        let may_be_same = |of: &MethodDescriptorProto| {
            let is_empty = of.input_type() == EMPTY;
            config.allows_same || is_empty && config.allows_empty_requests && config.allows_empty_responses
        };
        for Method { name, proto, path, .. } in methods(file).filter(|it| is_same(it.proto) && !may_be_same(it.proto)) {
            let message = simple(proto.input_type());
            let what = format!("the method `{name}` takes and returns the same message, `{message}`");
            let help = "take one struct and return another, which may have the same members: as `GetUserRequest` and \
                        `GetUserResponse`";
            findings.add(file, places, &path, Violation::new(RULE, place(places, &path), what).help(help));
        }
    }
    for (message, uses) in uses(descriptors, config).iter().filter(|(_, uses)| uses.len() > 1) {
        for (index, Use { method, file, places, path, own }) in uses.iter().enumerate() {
            let other = &uses[if index == 0 { 1 } else { 0 }];
            let what = format!("the method `{method}` shares the message `{}` with others", simple(message));
            let violation = Violation::new(RULE, place(places, path), what);
            let label = format!("`{}` uses it, too", other.method);
            let violation = violation.related(label, place(other.places, &other.path));
            let help = format!("make it a struct of its own, `{own}`, which may have the same members");
            findings.add(file, places, path, violation.help(help));
        }
    }
}

/// The methods that use each message, every method once.
fn uses<'a>(descriptors: &'a Descriptors, config: &Config) -> BTreeMap<&'a str, Vec<Use<'a>>> {
    let mut uses: BTreeMap<&str, Vec<Use<'_>>> = BTreeMap::new();
    for (file, places) in descriptors.files.iter().zip(&descriptors.places) {
        for method in methods(file) {
            let (taken, returned) = (method.proto.input_type(), method.proto.output_type());
            let is_own = |message: &str, allows_empty: bool| message != EMPTY || !allows_empty;
            let taken = Some((taken, "Request")).filter(|(it, _)| is_own(it, config.allows_empty_requests));
            let returned = Some((returned, "Response")).filter(|(it, _)| is_own(it, config.allows_empty_responses));
            let returned = returned.filter(|(it, _)| taken.is_none_or(|(taken, _)| taken != *it));
            for (message, suffix) in taken.into_iter().chain(returned) {
                let (own, path) = (method.own(message, suffix), method.path.clone());
                uses.entry(message).or_default().push(Use { method: method.name.clone(), file, places, path, own });
            }
        }
    }
    uses
}

/// A method with its service.
struct Method<'a> {
    /// The names of both, as `UserService.GetUser`.
    name: String,
    service: &'a ServiceDescriptorProto,
    proto: &'a MethodDescriptorProto,
    path: Vec<i32>,
}

impl Method<'_> {
    /// What could be its own in place of this message: two methods of one name tell theirs apart by their services.
    fn own(&self, message: &str, suffix: &str) -> String {
        let own = format!("{}{suffix}", case::pascal(self.proto.name()));
        if simple(message) == own { case::pascal(self.service.name()) + &own } else { own }
    }
}

fn methods(file: &FileDescriptorProto) -> impl Iterator<Item = Method<'_>> {
    file.service.iter().zip(path::children(&[], tag::FILE_SERVICE)).flat_map(|(service, path)| {
        let methods = service.method.iter().zip(path::children(&path, tag::SERVICE_METHOD));
        methods.map(move |(proto, path)| {
            let name = format!("{}.{}", service.name(), proto.name());
            Method { name, service, proto, path }
        })
    })
}

fn simple(type_name: &str) -> &str {
    type_name.rsplit('.').next().unwrap_or_default()
}
