//! Messages, and all that is declared in them.

use prost_types::{DescriptorProto, FieldDescriptorProto};

use super::build::Build;
use super::extension::Around;
use super::field::{Field, Owner};
use super::index::{Path, is_map_entry};
use super::option::{self, Declared};
use super::{About, Argument, Attribute, Inner, Item, Member, Message, Oneof, Type};
use crate::import::names::{self, Scope};
use crate::path::tag;

/// A message on its way to Rust.
pub(super) struct Source<'a> {
    pub(super) proto: &'a DescriptorProto,
    pub(super) path: &'a [i32],
    /// The full name, with a dot in front.
    pub(super) name: String,
    pub(super) module: &'a Path,
    /// The message around it, as the module refers to it.
    pub(super) around: Option<String>,
}

impl Build<'_> {
    /// The struct of a message, and the module with what is declared in it.
    pub(super) fn message(&mut self, of: &Source<'_>) -> Vec<Item> {
        let ident = self.index.ident(&of.name);
        let mut scope = Scope::default();
        let mut members = Vec::new();
        let mut oneofs = Vec::new();
        let mut done = Vec::new();
        for (field, index) in of.proto.field.iter().zip(0..) {
            match field.oneof_index.filter(|_| !field.proto3_optional()) {
                Some(oneof) if done.contains(&oneof) => {}
                Some(oneof) => {
                    done.push(oneof);
                    let (member, item) = self.oneof(of, oneof, &mut scope);
                    members.push(member);
                    oneofs.push(item);
                }
                None => members.extend(self.field_of(of, field, index, &mut scope)),
            }
        }
        if !of.proto.extension_range.is_empty() {
            members.push(unknown(&mut scope));
        }
        let about = self.about(of.path, of.proto.options.as_ref().is_some_and(|options| options.deprecated()));
        let attribute = Attribute { name: "contract", arguments: self.arguments(of, &ident) };
        let inner = self.inner(of, &ident, oneofs);
        let message = Item::Message(Message { about, attribute, ident, members, is_message: true });
        [message].into_iter().chain(inner).collect()
    }

    fn arguments(&self, of: &Source<'_>, ident: &str) -> Vec<Argument> {
        let mut arguments = Vec::new();
        if names::derived(ident) != of.proto.name() {
            arguments.push(Argument::Text("name", of.proto.name().to_owned()));
        }
        arguments.extend(of.around.clone().map(|around| Argument::Value("nested_in", around)));
        if of.proto.options.as_ref().is_some_and(|options| options.message_set_wire_format()) {
            arguments.push(Argument::Word("message_set".to_owned()));
        }
        let reserved = of.proto.reserved_range.iter().map(|it| range(it.start(), it.end() - 1));
        let reserved_names = of.proto.reserved_name.iter().map(|name| format!("{name:?}"));
        arguments.extend(list("reserved", reserved.chain(reserved_names).collect()));
        arguments.extend(self.extension_ranges(of));
        let reflected = self.pool.get_message_by_name(of.name.trim_start_matches('.'));
        let options = reflected.filter(|_| of.proto.options.is_some()).map(|it| it.options());
        arguments.extend(options.and_then(|options| option::argument(&options, Declared::Message)));
        arguments
    }

    fn field_of(
        &mut self,
        of: &Source<'_>,
        proto: &FieldDescriptorProto,
        index: i32,
        scope: &mut Scope,
    ) -> Option<Member> {
        let path = [of.path, &[tag::MESSAGE_FIELD, index]].concat();
        let options = self.field_options(&of.name, proto);
        let (holder, owner) = (of.name.as_str(), Owner::Message(of.proto));
        let ident = scope.take(&names::value(proto.name()));
        self.member(&Field { proto, path: &path, holder, owner, module: of.module, options }, ident)
    }

    /// The member and the enum of a oneof.
    fn oneof(&mut self, of: &Source<'_>, index: i32, scope: &mut Scope) -> (Member, Item) {
        let name = of.proto.oneof_decl.get(index as usize).map(|oneof| oneof.name()).unwrap_or_default();
        let path = [of.path, &[tag::MESSAGE_ONEOF, index]].concat();
        let message = self.pool.get_message_by_name(of.name.trim_start_matches('.'));
        let options = message.and_then(|it| it.oneofs().find(|it| it.name() == name)).map(|oneof| oneof.options());
        let options = options.and_then(|options| option::argument(&options, Declared::Oneof));
        let members = self.oneof_members(of, index);
        let (inner, ident) = (self.index.inner(&of.name), self.index.oneof(&of.name, name));
        let about = About { doc: vec![format!("The oneof `{name}` of `{}`.", of.proto.name())], ..About::default() };
        let item = Item::Oneof(Oneof { about, ident: ident.clone(), members });
        let field = scope.take(&names::value(name));
        let ty = Type::option(Type::Path(super::index::relative(of.module, &inner, &ident)));
        let renamed = (names::derived(&field) != name).then(|| Argument::Text("name", name.to_owned()));
        let attribute = Attribute { name: "oneof", arguments: renamed.into_iter().chain(options).collect() };
        (Member { about: self.about(&path, false), attribute, ident: field, ty }, item)
    }

    fn oneof_members(&mut self, of: &Source<'_>, index: i32) -> Vec<Member> {
        let inner = self.index.inner(&of.name);
        let mut scope = Scope::default();
        let mut members = Vec::new();
        for (proto, field_index) in of.proto.field.iter().zip(0..) {
            if proto.oneof_index != Some(index) {
                continue;
            }
            let path = [of.path, &[tag::MESSAGE_FIELD, field_index]].concat();
            let options = self.field_options(&of.name, proto);
            let field = Field { proto, path: &path, holder: &of.name, owner: Owner::Oneof, module: &inner, options };
            let ident = scope.take(&names::type_name(proto.name()));
            members.extend(self.member(&field, ident));
        }
        members
    }

    /// The module with what is declared in a message, if there is anything.
    fn inner(&mut self, of: &Source<'_>, ident: &str, oneofs: Vec<Item>) -> Option<Item> {
        let module = self.index.inner(&of.name);
        let around = Some(super::index::relative(&module, of.module, ident));
        let mut items: Vec<((i32, i32), Vec<Item>)> = Vec::new();
        for (proto, index) in of.proto.nested_type.iter().zip(0..).filter(|(nested, _)| !is_map_entry(nested)) {
            let path = [of.path, &[tag::MESSAGE_NESTED, index]].concat();
            let name = format!("{}.{}", of.name, proto.name());
            let source = Source { proto, path: &path, name, module: &module, around: around.clone() };
            items.push((self.comments.place(&path), self.message(&source)));
        }
        for (proto, index) in of.proto.enum_type.iter().zip(0..) {
            let path = [of.path, &[tag::MESSAGE_ENUM, index]].concat();
            let name = format!("{}.{}", of.name, proto.name());
            items.push((self.comments.place(&path), vec![self.enumeration(proto, &path, &name, around.clone())]));
        }
        let path = [of.path, &[tag::MESSAGE_EXTENSION]].concat();
        let extended = Around { list: &path, name: &of.name, module: &module, message: around.as_deref() };
        items.extend(self.extensions(&of.proto.extension, &extended));
        items.sort_by_key(|(place, _)| *place);
        let items: Vec<Item> = oneofs.into_iter().chain(items.into_iter().flat_map(|(_, items)| items)).collect();
        let ident = module.last().cloned().unwrap_or_default();
        (!items.is_empty()).then(|| Item::Inner(Inner { ident, of: of.proto.name().to_owned(), items }))
    }
}

/// The member that keeps extensions.
fn unknown(scope: &mut Scope) -> Member {
    Member {
        about: About { doc: vec!["The extensions, and what else is not known.".to_owned()], ..About::default() },
        attribute: Attribute { name: "unknown", arguments: Vec::new() },
        ident: scope.take("unknown"),
        ty: Type::path("contracts::UnknownFields"),
    }
}

/// A range with both ends.
pub(super) fn range(first: i32, last: i32) -> String {
    if first == last { first.to_string() } else { format!("{first}..={last}") }
}

/// An argument with entries, if there are any.
pub(super) fn list(name: &'static str, entries: Vec<String>) -> Option<Argument> {
    (!entries.is_empty()).then_some(Argument::List(name, entries))
}
