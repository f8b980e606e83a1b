//! Services and their methods.

use prost_types::method_options::IdempotencyLevel;
use prost_types::{MethodDescriptorProto, MethodOptions, ServiceDescriptorProto, ServiceOptions};

use super::{Lowering, Note, names, tag};
use crate::descriptor::set_option::Options as _;
use crate::descriptor::{http, option};
use crate::schema::{Idempotency, Method, Service};

pub(super) fn service(lowering: &mut Lowering<'_>, of: &Service, entry: [i32; 2]) -> ServiceDescriptorProto {
    let note = Note { module: of.module, ..(&of.declaration).into() };
    lowering.declare_with(entry, note, |lowering| {
        let methods = of.methods.iter().zip(0..);
        let methods =
            methods.map(|(it, i)| lowering.declare_with([tag::SERVICE_METHOD, i], note_of_method(it), |_| method(it)));
        let deprecated = of.declaration.deprecated.then_some(true);
        let options = ServiceOptions { deprecated, ..ServiceOptions::default() };
        ServiceDescriptorProto {
            name: Some(of.declaration.name.to_owned()),
            method: methods.collect(),
            options: options.with(of.declaration.options),
        }
    })
}

/// The errors of a method are no part of its declaration, and belong to it all the same.
fn note_of_method(of: &Method) -> Note<'_> {
    let error = of.error.map(|error| error().full_name());
    Note { uses: error.into_iter().collect(), ..(&of.declaration).into() }
}

fn method(of: &Method) -> MethodDescriptorProto {
    let level = match of.idempotency {
        Idempotency::Unknown => None,
        Idempotency::NoSideEffects => Some(IdempotencyLevel::NoSideEffects.into()),
        Idempotency::Idempotent => Some(IdempotencyLevel::Idempotent.into()),
    };
    let options = MethodOptions {
        deprecated: of.declaration.deprecated.then_some(true),
        idempotency_level: level,
        uninterpreted_option: http::option(of).iter().map(option::set).collect(),
    };
    MethodDescriptorProto {
        name: Some(of.declaration.name.to_owned()),
        input_type: Some(names::message_type_name((of.request)())),
        output_type: Some(names::message_type_name((of.response)())),
        options: options.with(of.declaration.options),
        client_streaming: of.streaming.client().then_some(true),
        server_streaming: of.streaming.server().then_some(true),
    }
}
