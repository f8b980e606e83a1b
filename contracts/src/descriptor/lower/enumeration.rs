//! Enums and their values.

use prost_types::{EnumDescriptorProto, EnumOptions, EnumValueDescriptorProto, EnumValueOptions};

use super::{Lowering, Note, option, ranges, tag};
use crate::descriptor::set_option::Options as _;
use crate::schema::{Enum, Syntax, Value};

pub(super) fn enumeration(lowering: &mut Lowering<'_>, of: &Enum, entry: [i32; 2]) -> EnumDescriptorProto {
    let note = Note { module: of.module, ..(&of.declaration).into() };
    lowering.declare_with(entry, note, |lowering| {
        let values = of.values.iter().zip(0..);
        let values = values.map(|(it, i)| lowering.declare([tag::ENUM_VALUE, i], &it.declaration, |_| value(it)));
        EnumDescriptorProto {
            name: Some(of.declaration.name.to_owned()),
            value: values.collect(),
            options: options(of),
            reserved_range: ranges::of_enum(of.reserved),
            reserved_name: ranges::names(of.reserved),
        }
    })
}

fn options(of: &Enum) -> Option<EnumOptions> {
    let closed = (of.closed && of.syntax == Syntax::Edition2023).then(|| option::feature("enum_type", "CLOSED"));
    EnumOptions {
        allow_alias: of.allow_alias.then_some(true),
        deprecated: of.declaration.deprecated.then_some(true),
        uninterpreted_option: closed.into_iter().collect(),
    }
    .with(of.declaration.options)
}

fn value(of: &Value) -> EnumValueDescriptorProto {
    let deprecated = of.declaration.deprecated.then_some(true);
    let options = EnumValueOptions { deprecated, ..EnumValueOptions::default() };
    EnumValueDescriptorProto {
        name: Some(of.declaration.name.to_owned()),
        number: Some(of.number),
        options: options.with(of.declaration.options),
    }
}
