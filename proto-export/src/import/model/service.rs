//! Services.

use prost_types::method_options::IdempotencyLevel;
use prost_types::{MethodDescriptorProto, ServiceDescriptorProto};
use protox::prost_reflect::MethodDescriptor;

use super::build::Build;
use super::http;
use super::index::Path;
use super::option::{self, Declared};
use super::{Argument, Attribute, Item, Operation, Service, Type, types};
use crate::import::names::{self, Scope};
use crate::path::tag;

impl Build<'_> {
    /// The trait of a service, unless it has no methods.
    pub(super) fn service(
        &mut self,
        proto: &ServiceDescriptorProto,
        path: &[i32],
        name: &str,
        module: &Path,
    ) -> Option<Item> {
        if proto.method.is_empty() {
            self.lose(path, name, "a service without methods", "a trait of contracts has operations");
            return None;
        }
        let reflected = self.pool.get_service_by_name(name.trim_start_matches('.'))?;
        let ident = self.index.ident(name);
        let mut scope = Scope::default();
        let mut operations = Vec::new();
        for (method, index) in proto.method.iter().zip(0..) {
            let path = [path, &[tag::SERVICE_METHOD, index]].concat();
            let element = format!("{name}.{}", method.name());
            let reflected = reflected.methods().find(|it| it.name() == method.name());
            let ident = scope.take(&names::value(method.name()));
            let mut arguments = arguments(method, &ident);
            arguments.extend(reflected.iter().flat_map(|it| self.method_options(it)));
            let attribute = Attribute { name: "operation", arguments };
            operations.extend(self.operation(method, (&path, &element), module, (ident, attribute)));
        }
        let renamed = names::derived(&ident) != proto.name();
        let renamed = renamed.then(|| Argument::Text("name", proto.name().to_owned()));
        let options = option::argument(&reflected.options(), Declared::Service);
        let arguments = renamed.into_iter().chain(options).collect();
        let about = self.about(path, proto.options.as_ref().is_some_and(|options| options.deprecated()));
        Some(Item::Service(Service { about, attribute: Attribute { name: "contract", arguments }, ident, operations }))
    }

    /// What an operation says of its options: `http(..)`, and all others in `option(..)`.
    fn method_options(&mut self, method: &MethodDescriptor) -> Vec<Argument> {
        let mut options = method.options();
        let http = self.bindings.arguments(method);
        let said = options.extensions().map(|(it, _)| it).find(|it| !http.is_empty() && it.full_name() == http::OPTION);
        if let Some(said) = said {
            options.clear_extension(&said);
        }
        http.into_iter().chain(option::argument(&options, Declared::Method)).collect()
    }

    fn operation(
        &mut self,
        proto: &MethodDescriptorProto,
        (path, element): (&[i32], &str),
        module: &Path,
        (ident, attribute): (String, Attribute),
    ) -> Option<Operation> {
        let types = [proto.input_type(), proto.output_type()];
        let [request, response] = types.map(|name| types::whole_message(name, self.index, module));
        let (Some(request), Some(response)) = (request, response) else {
            let what = format!("a method of {} and {}", types[0], types[1]);
            self.lose(path, element, what, "contracts have no type for this message of google.protobuf");
            return None;
        };
        let is_empty = request == Type::path("()") && !proto.client_streaming();
        let request = if proto.client_streaming() { stream(request) } else { request };
        let response = if proto.server_streaming() { stream(response) } else { response };
        let options = proto.options.as_ref();
        let about = self.about(path, options.is_some_and(|options| options.deprecated()));
        Some(Operation {
            about,
            attribute,
            ident,
            request: (!is_empty).then_some(request),
            response: fallible(response),
        })
    }
}

fn arguments(proto: &MethodDescriptorProto, ident: &str) -> Vec<Argument> {
    let mut arguments = Vec::new();
    if names::derived_method(ident) != proto.name() {
        arguments.push(Argument::Text("name", proto.name().to_owned()));
    }
    let level = proto.options.as_ref().map(|options| options.idempotency_level());
    let level = match level {
        Some(IdempotencyLevel::NoSideEffects) => Some("no_side_effects"),
        Some(IdempotencyLevel::Idempotent) => Some("idempotent"),
        _ => None,
    };
    arguments.extend(level.map(|level| Argument::Value("idempotency", level.to_owned())));
    arguments
}

fn fallible(of: Type) -> Type {
    Type::Generic("Result", vec![of, Type::path("contracts::Status")])
}

fn stream(of: Type) -> Type {
    Type::Generic(
        "impl contracts::Stream",
        vec![Type::Generic("Item = Result", vec![of, Type::path("contracts::Status")])],
    )
}
