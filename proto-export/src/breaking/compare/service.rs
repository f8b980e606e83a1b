//! Services, and their methods.

use std::collections::BTreeMap;

use prost_types::MethodDescriptorProto;

use super::{Change, Findings, NEW_VERSION, Sides};
use crate::breaking::finding::Spot;
use crate::breaking::schema::ServiceItem;
use crate::path::tag::SERVICE_METHOD;

pub(super) fn compare(sides: &Sides<'_>, findings: &mut Findings) {
    for (name, past) in &sides.past.index.services {
        let Some(present) = sides.present.index.services.get(name) else { continue };
        let now = methods(present);
        for (method, was) in methods(past) {
            match now.get(method) {
                None => findings.add("RPC_NO_DELETE", gone(name, method, past, present)),
                Some(is) => Pair { name, past, present, was, is: *is }.compare(findings),
            }
        }
    }
}

/// A method, and its place in the list.
type Method<'a> = (&'a MethodDescriptorProto, i32);

fn methods<'a>(of: &ServiceItem<'a>) -> BTreeMap<&'a str, Method<'a>> {
    of.proto.method.iter().zip(0..).map(|(method, index)| (method.name(), (method, index))).collect()
}

fn gone(name: &str, method: &str, past: &ServiceItem<'_>, present: &ServiceItem<'_>) -> Change {
    Change {
        element: format!("{name}.{method}"),
        message: format!("the method `{method}` of `{name}` is gone"),
        was: Some(format!("rpc {method}")),
        help: format!("put the operation back, with `#[deprecated]`, {NEW_VERSION}"),
        present: Some(Spot::of(present.file, &present.path)),
        past: Some(Spot::of(past.file, &past.path)),
        ..Change::default()
    }
}

/// A method, as it was and as it is.
struct Pair<'a> {
    name: &'a str,
    past: &'a ServiceItem<'a>,
    present: &'a ServiceItem<'a>,
    was: Method<'a>,
    is: Method<'a>,
}

impl Pair<'_> {
    fn compare(&self, findings: &mut Findings) {
        self.streaming(findings);
        self.types(findings);
        self.idempotency(findings);
    }

    /// A change of the method, at this part of it; of options that are not written there is no place in the text.
    fn change(&self, part: &[i32], what: &str, [was, is]: [String; 2], help: String) -> Change {
        let spot = |of: &ServiceItem<'_>, index: i32| {
            let path = of.below(&[SERVICE_METHOD, index]);
            let exact = of.file.first_located([[path.as_slice(), part].concat()]);
            Some(Spot::new(of.file, exact, &path))
        };
        let method = self.was.0.name();
        Change {
            element: format!("{}.{method}", self.name),
            number: None,
            message: format!("the method `{method}` of `{}` {what}", self.name),
            was: Some(was),
            is: Some(is),
            help,
            present: spot(self.present, self.is.1),
            past: spot(self.past, self.was.1),
        }
    }

    fn streaming(&self, findings: &mut Findings) {
        let name = |streams: bool| if streams { "a stream" } else { "one message" };
        let (was, is) = (self.was.0.client_streaming(), self.is.0.client_streaming());
        if was != is {
            let what = format!("took {} and takes {}", name(was), name(is));
            let help = match was {
                true => "let it take `impl Stream<Item = Result<Request, Status>>`",
                false => "let it take the request itself; put one that takes a stream beside it",
            };
            let change = self.change(&[], &what, [name(was).to_owned(), name(is).to_owned()], help.to_owned());
            findings.add("RPC_SAME_CLIENT_STREAMING", change);
        }
        let (was, is) = (self.was.0.server_streaming(), self.is.0.server_streaming());
        if was != is {
            let what = format!("returned {} and returns {}", name(was), name(is));
            let help = match was {
                true => "let it return `Result<impl Stream<Item = Result<Response, Status>>, Status>`",
                false => "let it return the response itself; put one that returns a stream beside it",
            };
            let change = self.change(&[], &what, [name(was).to_owned(), name(is).to_owned()], help.to_owned());
            findings.add("RPC_SAME_SERVER_STREAMING", change);
        }
    }

    fn types(&self, findings: &mut Findings) {
        let simple = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
        let named = |name: &str| name.trim_start_matches('.').to_owned();
        let (was, is) = (named(self.was.0.input_type()), named(self.is.0.input_type()));
        if was != is {
            let what = format!("took `{was}` and takes `{is}`");
            let help = format!("let it take `{}`, {NEW_VERSION}", simple(&was));
            findings.add("RPC_SAME_REQUEST_TYPE", self.change(&[2], &what, [was, is], help));
        }
        let (was, is) = (named(self.was.0.output_type()), named(self.is.0.output_type()));
        if was != is {
            let what = format!("returned `{was}` and returns `{is}`");
            let help = format!("let it return `{}`, {NEW_VERSION}", simple(&was));
            findings.add("RPC_SAME_RESPONSE_TYPE", self.change(&[3], &what, [was, is], help));
        }
    }

    fn idempotency(&self, findings: &mut Findings) {
        use prost_types::method_options::IdempotencyLevel;
        let level = |method: &MethodDescriptorProto| method.options.clone().unwrap_or_default().idempotency_level();
        let (was, is) = (level(self.was.0), level(self.is.0));
        if was == is {
            return;
        }
        let help = match was {
            IdempotencyLevel::IdempotencyUnknown => "write `#[operation]` without `idempotency`",
            IdempotencyLevel::NoSideEffects => "write `#[operation(idempotency = no_side_effects)]`",
            IdempotencyLevel::Idempotent => "write `#[operation(idempotency = idempotent)]`",
        };
        let (was, is) = (was.as_str_name().to_owned(), is.as_str_name().to_owned());
        let what = format!("was `{was}` and is `{is}`");
        let change = self.change(&[4, 34], &what, [was, is], help.to_owned());
        findings.add("RPC_SAME_IDEMPOTENCY_LEVEL", change);
    }
}
