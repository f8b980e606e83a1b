//! Enums of numbers.

use prost_types::EnumDescriptorProto;

use super::build::Build;
use super::lost::Declared;
use super::message::{list, range};
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
        self.lose_enum_options(proto, path, name);
        let ident = self.index.ident(name);
        let mut scope = Scope::default();
        let mut values = Vec::new();
        for (value, index) in proto.value.iter().zip(0..) {
            let variant = scope.take(&self.index.variant(name, value.name()));
            let renamed = names::derived_value(proto.name(), &variant) != value.name();
            let arguments = vec![Argument::Text("name", value.name().to_owned())];
            let deprecated = value.options.as_ref().is_some_and(|options| options.deprecated());
            values.push(Value {
                about: self.about(&[path, &[tag::ENUM_VALUE, index]].concat(), deprecated),
                attribute: renamed.then_some(Attribute { name: "member", arguments }),
                ident: variant,
                number: value.number(),
            });
        }
        let closed = self.syntax == Syntax::Proto2;
        let unknown = (!closed).then(|| scope.take("Unrecognized"));
        let about = self.about(path, proto.options.as_ref().is_some_and(|options| options.deprecated()));
        let attribute = Attribute { name: "contract", arguments: arguments(proto, &ident, around, closed) };
        Item::Enum(Enum { about, attribute, ident, values, unknown })
    }

    fn lose_enum_options(&mut self, proto: &EnumDescriptorProto, path: &[i32], name: &str) {
        let Some(reflected) = self.pool.get_enum_by_name(name.trim_start_matches('.')) else { return };
        if proto.options.is_some() {
            self.lose_options(path, name, &reflected.options(), Declared::Enum);
        }
        for (value, index) in proto.value.iter().zip(0..).filter(|(value, _)| value.options.is_some()) {
            let Some(reflected) = reflected.values().find(|it| it.name() == value.name()) else { continue };
            let path = [path, &[tag::ENUM_VALUE, index]].concat();
            let element = format!("{name}.{}", value.name());
            self.lose_options(&path, &element, &reflected.options(), Declared::EnumValue);
        }
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
