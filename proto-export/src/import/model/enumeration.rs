//! Enums of numbers.

use prost_types::EnumDescriptorProto;

use super::build::Build;
use super::message::{list, range};
use super::option::{self, Declared};
use super::{Argument, Attribute, Enum, Item, Syntax, Value};
use crate::import::names::{self, Scope};
use crate::path::tag;

impl Build<'_> {
    /// The enum; `around` is the message that it is declared in.
    pub(super) fn enumeration(
        &mut self,
        proto: &EnumDescriptorProto,
        path: &[i32],
        name: &str,
        around: Option<String>,
    ) -> Item {
        let reflected = self.pool.get_enum_by_name(name.trim_start_matches('.'));
        let ident = self.index.ident(name);
        let mut scope = Scope::default();
        let mut values = Vec::new();
        for (value, index) in proto.value.iter().zip(0..) {
            let variant = scope.take(&self.index.variant(name, value.name()));
            let renamed = names::derived_value(proto.name(), &variant) != value.name();
            let renamed = renamed.then(|| Argument::Text("name", value.name().to_owned()));
            let options = reflected.as_ref().filter(|_| value.options.is_some());
            let options =
                options.and_then(|of| of.values().find(|it| it.name() == value.name())).map(|it| it.options());
            let options = options.and_then(|options| option::argument(&options, Declared::EnumValue));
            let arguments: Vec<Argument> = renamed.into_iter().chain(options).collect();
            let deprecated = value.options.as_ref().is_some_and(|options| options.deprecated());
            values.push(Value {
                about: self.about(&[path, &[tag::ENUM_VALUE, index]].concat(), deprecated),
                attribute: (!arguments.is_empty()).then_some(Attribute { name: "member", arguments }),
                ident: variant,
                number: value.number(),
            });
        }
        let closed = self.syntax == Syntax::Proto2;
        let unknown = (!closed).then(|| scope.take("Unrecognized"));
        let about = self.about(path, proto.options.as_ref().is_some_and(|options| options.deprecated()));
        let mut arguments = arguments(proto, &ident, around, closed);
        let options = reflected.filter(|_| proto.options.is_some()).map(|of| of.options());
        arguments.extend(options.and_then(|options| option::argument(&options, Declared::Enum)));
        let attribute = Attribute { name: "contract", arguments };
        Item::Enum(Enum { about, attribute, ident, values, unknown })
    }
}

fn arguments(proto: &EnumDescriptorProto, ident: &str, around: Option<String>, closed: bool) -> Vec<Argument> {
    let mut arguments = Vec::new();
    if names::derived(ident) != proto.name() {
        arguments.push(Argument::Text("name", proto.name().to_owned()));
    }
    arguments.extend(around.map(|around| Argument::Value("nested_in", around)));
    if closed {
        arguments.push(Argument::Word("closed".to_owned()));
    }
    if proto.options.as_ref().is_some_and(|options| options.allow_alias()) {
        arguments.push(Argument::Word("allow_alias".to_owned()));
    }
    let reserved = proto.reserved_range.iter().map(|it| range(it.start(), it.end()));
    let reserved_names = proto.reserved_name.iter().map(|name| format!("{name:?}"));
    arguments.extend(list("reserved", reserved.chain(reserved_names).collect()));
    arguments
}
