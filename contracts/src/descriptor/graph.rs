//! What is reached from the roots: every type once, under its full name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Violation, lower, names, set_option};
use crate::registry::Root;
use crate::schema::{Declaration, Enum, Kind, Member, Message, OptionSet, Origin, Package, Service, Source, Syntax};

/// All types and services that are reached, by full name.
#[derive(Default)]
pub(super) struct Graph {
    pub(super) messages: BTreeMap<String, &'static Message>,
    pub(super) enums: BTreeMap<String, &'static Enum>,
    pub(super) services: BTreeMap<String, &'static Service>,
    /// Sets of extensions, by their places and the full names that they would have: protobuf has no name for them.
    pub(super) extensions: BTreeMap<(Source, String), &'static Message>,
    /// What packages say of their files.
    pub(super) options: Vec<&'static Package>,
    /// Types that are declared elsewhere, with the first place that uses them.
    pub(super) imported: BTreeMap<String, (Origin, Source)>,
}

impl Graph {
    /// Follows the roots to everything they refer to.
    pub(super) fn reach(roots: &[&Root], violations: &mut Vec<Violation>) -> Graph {
        let mut walk = Walk { graph: Graph::default(), pending: Vec::new(), violations };
        for root in roots {
            match root {
                Root::Extension(extension) => walk.extension((extension.schema)()),
                Root::Message(message) => walk.pending.push((Kind::Message(*message), message().declaration.source)),
                Root::Enum(of) => walk.pending.push((Kind::Enum(*of), of().declaration.source)),
                Root::Service(service) => walk.service(service),
                Root::Package(package) => {
                    walk.graph.options.push(package);
                    walk.options(package.option_sets);
                }
                Root::DescriptorSet(_) => {}
            }
        }
        walk.graph.options.sort_by_key(|package| package.source);
        // The registry has no order, and who is met first is the one a clash is not blamed on.
        walk.pending.sort_by_key(|(_, place)| std::cmp::Reverse(*place));
        while let Some((kind, used_at)) = walk.pending.pop() {
            match kind {
                Kind::Scalar(_) => {}
                Kind::Message(message) | Kind::Group(message) => walk.message(message(), used_at),
                Kind::Enum(of) => walk.enumeration(of(), used_at),
            }
        }
        walk.graph
    }

    /// The packages and the messages that declare types, by full name.
    pub(super) fn scopes(&self) -> BTreeMap<&str, Scope> {
        let mut scopes: BTreeMap<&str, Scope> = BTreeMap::new();
        for (name, message) in &self.messages {
            scopes.entry(around(name)).or_default().messages.push((name.clone(), message));
        }
        for (name, enumeration) in &self.enums {
            scopes.entry(around(name)).or_default().enums.push(enumeration);
        }
        for set in self.extensions.values() {
            let scope = set.parent.map(|parent| parent().full_name());
            let scope = scope.as_ref().map_or(Some(set.package), |name| Some(self.messages.get_key_value(name)?.0));
            if let Some(scope) = scope {
                scopes.entry(scope).or_default().extensions.push(set);
            }
        }
        for scope in scopes.values_mut() {
            // Stable: what one line of a macro declares stays in the order of names.
            scope.messages.sort_by_key(|(_, message)| message.declaration.source);
            scope.enums.sort_by_key(|enumeration| enumeration.declaration.source);
        }
        scopes
    }

    /// Where a contract declares the type of this full name.
    pub(super) fn declared(&self, name: &str) -> Option<Source> {
        let message = self.messages.get(name).map(|message| message.declaration.source);
        message.or_else(|| self.enums.get(name).map(|enumeration| enumeration.declaration.source))
    }

    /// Whether a type is used that is declared elsewhere, and by no contract.
    pub(super) fn is_elsewhere(&self, name: &str) -> bool {
        self.imported.contains_key(name) && self.declared(name).is_none()
    }

    /// All packages.
    pub(super) fn packages(&self) -> BTreeSet<&'static str> {
        let messages = self.messages.values().map(|it| it.package);
        let enums = self.enums.values().map(|it| it.package);
        let services = self.services.values().map(|it| it.package);
        let extensions = self.extensions.values().map(|it| it.package);
        messages.chain(enums).chain(services).chain(extensions).collect()
    }

    /// The language of each package, as the first of its declarations has it.
    pub(super) fn syntaxes(&self) -> BTreeMap<&'static str, Syntax> {
        let mut syntaxes = BTreeMap::new();
        for (package, syntax, _) in self.declarations() {
            syntaxes.entry(package).or_insert(syntax);
        }
        syntaxes
    }

    /// Package, language and Rust place of all types and sets of extensions, in the order of their places.
    pub(super) fn declarations(&self) -> Vec<(&'static str, Syntax, Source)> {
        let messages = self.messages.values().map(|it| (it.package, it.syntax, it.declaration.source));
        let enums = self.enums.values().map(|it| (it.package, it.syntax, it.declaration.source));
        let extensions = self.extensions.values().map(|it| (it.package, it.syntax, it.declaration.source));
        let mut declarations: Vec<_> = messages.chain(enums).chain(extensions).collect();
        declarations.sort_by_key(|(_, _, source)| *source);
        declarations
    }
}

/// What a package or a message declares directly, in source order.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) messages: Vec<(String, &'static Message)>,
    pub(super) enums: Vec<&'static Enum>,
    /// Sets of extensions.
    pub(super) extensions: Vec<&'static Message>,
}

impl Scope {
    /// The full names of the messages that are declared by the fields which they are the groups of: fields of these
    /// messages, and the extensions of the scope.
    pub(super) fn groups(&self, messages: &[&Message]) -> BTreeSet<String> {
        let declaring = messages.iter().copied().chain(self.extensions.iter().copied());
        let groups = declaring.flat_map(|it| it.fields().filter_map(|field| lower::group(field, it.syntax)));
        groups.map(Message::full_name).collect()
    }
}

fn around(full_name: &str) -> &str {
    full_name.rsplit_once('.').map_or("", |(scope, _)| scope)
}

struct Walk<'a> {
    graph: Graph,
    pending: Vec<(Kind, Source)>,
    violations: &'a mut Vec<Violation>,
}

impl Walk<'_> {
    fn message(&mut self, message: &'static Message, used_at: Source) {
        if message.origin != Origin::Contract {
            self.graph.imported.entry(message.full_name()).or_insert((message.origin, used_at));
            return;
        }
        if !self.can_be_declared(message.package, &message.declaration, Some(message)) {
            return;
        }
        let name = message.full_name();
        match self.graph.messages.get(&name) {
            Some(known) if std::ptr::eq(*known, message) || is_same_message(known, message) => {}
            Some(known) => self.declared_twice(&name, &known.declaration, &message.declaration),
            None => {
                self.graph.messages.insert(name, message);
                self.follow_message(message);
            }
        }
    }

    fn follow_message(&mut self, message: &'static Message) {
        if let Some(parent) = message.parent {
            self.check_parent(&message.declaration, message.package, parent());
            self.pending.push((Kind::Message(parent), message.declaration.source));
        }
        self.options(message.declaration.options);
        message.extensions.iter().for_each(|range| self.options(range.options));
        for member in message.members {
            if let Member::Oneof(declaration, oneof) = member {
                self.options(declaration.options.iter().chain(oneof().declaration.options));
            }
        }
        for field in message.fields() {
            self.pending.push((field.shape.kind, field.declaration.source));
            self.options(field.declaration.options);
        }
    }

    /// Goes to the contracts that declare the options which a declaration sets.
    fn options<'a>(&mut self, sets: impl IntoIterator<Item = &'a OptionSet>) {
        set_option::sets(sets).into_iter().for_each(|set| self.extension(set));
    }

    fn extension(&mut self, set: &'static Message) {
        if !self.can_be_declared(set.package, &set.declaration, Some(set)) {
            return;
        }
        let key = (set.declaration.source, set.full_name());
        if self.graph.extensions.contains_key(&key) {
            return;
        }
        self.graph.extensions.insert(key, set);
        self.follow_message(set);
        if let Some(extended) = set.extends {
            self.pending.push((Kind::Message(extended), set.declaration.source));
        }
    }

    fn enumeration(&mut self, enumeration: &'static Enum, used_at: Source) {
        if enumeration.origin != Origin::Contract {
            self.graph.imported.entry(enumeration.full_name()).or_insert((enumeration.origin, used_at));
            return;
        }
        let parent = enumeration.parent.map(|parent| parent());
        if !self.can_be_declared(enumeration.package, &enumeration.declaration, parent) {
            return;
        }
        let name = enumeration.full_name();
        match self.graph.enums.get(&name) {
            Some(known) if std::ptr::eq(*known, enumeration) || is_same_enum(known, enumeration) => {}
            Some(known) => self.declared_twice(&name, &known.declaration, &enumeration.declaration),
            None => {
                self.graph.enums.insert(name, enumeration);
                self.options(enumeration.declaration.options);
                enumeration.values.iter().for_each(|value| self.options(value.declaration.options));
                if let Some(parent) = enumeration.parent {
                    self.check_parent(&enumeration.declaration, enumeration.package, parent());
                    self.pending.push((Kind::Message(parent), enumeration.declaration.source));
                }
            }
        }
    }

    fn service(&mut self, service: &'static Service) {
        if !self.can_be_declared(service.package, &service.declaration, None) {
            return;
        }
        let name = service.full_name();
        match self.graph.services.get(&name) {
            Some(known) if known.declaration.source == service.declaration.source => return,
            Some(known) => {
                return self.declared_twice(&name, &known.declaration, &service.declaration);
            }
            None => self.graph.services.insert(name, service),
        };
        self.options(service.declaration.options);
        for method in service.methods {
            self.options(method.declaration.options);
            let types = [Some(method.request), Some(method.response), method.error];
            let kinds = types.into_iter().flatten().map(Kind::Message);
            self.pending.extend(kinds.map(|kind| (kind, method.declaration.source)));
        }
    }

    fn can_be_declared(&mut self, package: &str, declaration: &Declaration, chain: Option<&Message>) -> bool {
        let place = Some(declaration.source.into());
        if package.is_empty() {
            let message = format!("`{}` is in no package", declaration.name);
            let help = "write `contracts::package!(\"acme.user.v1\");` at the top of the module";
            self.violations.push(Violation::compile(place, message).help(help));
        } else if !package.split('.').all(names::is_identifier) {
            let message = format!("`{package}` is not the name of a package");
            let help = "join names of ASCII letters, digits and underscores with dots, as `acme.user.v1`";
            self.violations.push(Violation::compile(place, message).help(help));
        } else if chain.is_some_and(names::nests_in_itself) {
            let message = format!("`{}` is nested in itself", declaration.name);
            let help = "take one `nested_in` of the circle away";
            self.violations.push(Violation::compile(place, message).help(help));
        } else {
            return true;
        }
        false
    }

    fn check_parent(&mut self, declaration: &Declaration, package: &str, parent: &'static Message) {
        if parent.package == package && parent.origin == Origin::Contract {
            return;
        }
        let message = format!(
            "`{}` of package `{package}` cannot be nested in `{}` of package `{}`",
            declaration.name,
            parent.name(),
            parent.package
        );
        let violation = Violation::compile(Some(declaration.source.into()), message)
            .related("the message around it", Some(parent.declaration.source.into()))
            .help("declare both in one package, or take `nested_in` away");
        self.violations.push(violation);
    }

    fn declared_twice(&mut self, full_name: &str, first: &Declaration, second: &Declaration) {
        let message = format!("two Rust items are exported as `{full_name}`");
        let violation = Violation::compile(Some(second.source.into()), message)
            .related("the other one", Some(first.source.into()))
            .help("rename one of them, or put one into another package");
        if !self.violations.contains(&violation) {
            self.violations.push(violation);
        }
    }
}

fn is_same_message(a: &Message, b: &Message) -> bool {
    a.declaration.source == b.declaration.source
        && a.members.len() == b.members.len()
        && lower::fields(a) == lower::fields(b)
}

fn is_same_enum(a: &Enum, b: &Enum) -> bool {
    let values = |it: &Enum| -> Vec<(&str, i32)> {
        it.values.iter().map(|value| (value.declaration.name, value.number)).collect()
    };
    a.declaration.source == b.declaration.source && values(a) == values(b) && a.reserved == b.reserved
}
