//! What borrows: contracts with a lifetime, and the members whose types name it.

use syn::visit::Visit;
use syn::visit_mut::VisitMut;
use syn::{GenericArgument, GenericParam, Generics, Ident, Lifetime, PathSegment, Type, TypeReference, parse_quote};

use super::member_type::COLLECTIONS;
use super::{Encoding, innermost, map, outer};
use crate::diagnostics::{self, Diagnostics, borrow as mistakes, types};
use crate::parse::Options;

/// The lifetime of an item that is generic over one lifetime and nothing else.
pub fn lifetime(generics: &Generics) -> Option<&Lifetime> {
    match generics.params.iter().collect::<Vec<_>>().as_slice() {
        [GenericParam::Lifetime(parameter)] => Some(&parameter.lifetime),
        _ => None,
    }
}

/// Reports parameters that a struct cannot have: it is generic over types, or over one lifetime.
pub fn check_generics(generics: &Generics, ident: &Ident, diagnostics: &mut Diagnostics) {
    let first = generics.lifetimes().next();
    for parameter in &generics.params {
        match (parameter, first) {
            (GenericParam::Lifetime(second), Some(first)) if second.lifetime != first.lifetime => {
                diagnostics.add(mistakes::second_lifetime(second, &first.lifetime, ident));
            }
            (GenericParam::Type(parameter), Some(first)) => {
                diagnostics.add(mistakes::generic_and_borrowing(parameter, &first.lifetime, ident));
            }
            (GenericParam::Const(_), _) => diagnostics.add(diagnostics::generic_parameter(parameter, ident)),
            _ => {}
        }
    }
}

/// Reports what only a message that borrows from nothing can be.
pub fn check_options(options: &Options, generics: &Generics, ident: &Ident, diagnostics: &mut Diagnostics) {
    if generics.lifetimes().next().is_none() {
        return;
    }
    for option in ["extends", "extensions", "message_set"] {
        if let Some(name) = options.name(option) {
            diagnostics.add(mistakes::option_of_borrowing(name, ident));
        }
    }
}

/// Whether a type names this lifetime.
pub fn names(ty: &Type, lifetime: &Lifetime) -> bool {
    struct Search<'s>(&'s Lifetime, bool);
    impl<'s> Visit<'s> for Search<'_> {
        fn visit_lifetime(&mut self, found: &'s Lifetime) {
            self.1 |= found == self.0;
        }
    }
    let mut search = Search(lifetime, false);
    search.visit_type(ty);
    search.1
}

/// The lifetime, when a type names it.
pub fn named_by(ty: &Type, lifetime: Option<&Lifetime>) -> Option<Lifetime> {
    lifetime.filter(|lifetime| names(ty, lifetime)).cloned()
}

/// The type with `'static` for each of its lifetimes.
pub fn with_static(ty: &Type) -> Type {
    with_lifetime(ty, &parse_quote!('static))
}

/// The type with this for each of its lifetimes.
pub fn with_lifetime(ty: &Type, lifetime: &Lifetime) -> Type {
    struct Replace<'r>(&'r Lifetime);
    impl VisitMut for Replace<'_> {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            *lifetime = Lifetime::new(&self.0.to_string(), lifetime.span());
        }
        fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
            reference.lifetime = Some(self.0.clone());
            syn::visit_mut::visit_type_reference_mut(self, reference);
        }
    }
    let mut ty = ty.clone();
    Replace(lifetime).visit_type_mut(&mut ty);
    ty
}

/// Whether a type has lifetimes.
pub fn has_lifetimes(ty: &Type) -> bool {
    struct Search(bool);
    impl<'s> Visit<'s> for Search {
        fn visit_lifetime(&mut self, _: &'s Lifetime) {
            self.0 = true;
        }
    }
    let mut search = Search(false);
    search.visit_type(ty);
    search.0
}

/// Reports a contract that borrows from `'static`, and, of a member that names the lifetime of its contract, whatever holds
/// only for members that own what they hold.
pub fn check_member(ty: &Type, lifetime: Option<&Lifetime>, encoding: &Encoding, diagnostics: &mut Diagnostics) {
    if let Some(segment) = static_contract(ty) {
        diagnostics.add(mistakes::static_contract(&segment));
    }
    if let Some(lifetime) = lifetime.filter(|lifetime| names(ty, lifetime)) {
        check_around(ty, diagnostics);
        check_encoding(ty, lifetime, encoding, diagnostics);
    }
}

/// Reports what a value that borrows cannot be in.
fn check_around(ty: &Type, diagnostics: &mut Diagnostics) {
    let Some((name, arguments)) = outer(ty) else { return };
    match (name.as_str(), arguments.as_slice()) {
        ("Option" | "Vec" | "Box", [inner]) => check_around(inner, diagnostics),
        ("Arc", [inner]) => diagnostics.add(mistakes::shared(ty, inner)),
        (name, [inner]) if COLLECTIONS.contains(&name) => diagnostics.add(mistakes::collection(ty, inner)),
        _ => {}
    }
}

fn check_encoding(ty: &Type, lifetime: &Lifetime, encoding: &Encoding, diagnostics: &mut Diagnostics) {
    let value = match map(ty) {
        Some((key, _)) if names(key, lifetime) => key,
        Some((_, value)) => innermost(value),
        None => innermost(ty),
    };
    match encoding {
        Encoding::As(marker) => diagnostics.add(mistakes::marked(marker, ty)),
        Encoding::Delimited => diagnostics.add(mistakes::delimited(ty)),
        Encoding::Unpacked(_) => diagnostics.add(types::never_packed(ty)),
        Encoding::ZigZag => diagnostics.add(types::not_signed(value)),
        Encoding::Fixed => diagnostics.add(types::no_wide_integer(value)),
        Encoding::Plain => {}
    }
}

/// The name of a contract that borrows from `'static`, where there is one in a type.
pub fn static_contract(ty: &Type) -> Option<PathSegment> {
    let mut search = StaticContract(None);
    search.visit_type(ty);
    search.0
}

/// Looks for a contract that borrows from `'static`. A `Cow` owns what it holds then, and `Encoded` its bytes.
struct StaticContract(Option<PathSegment>);

impl<'s> Visit<'s> for StaticContract {
    fn visit_path_segment(&mut self, segment: &'s PathSegment) {
        if segment.ident == "Cow" || segment.ident == "Encoded" {
            return;
        }
        if let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments {
            let is_static = |argument: &GenericArgument| matches!(argument, GenericArgument::Lifetime(lifetime) if lifetime.ident == "static");
            if arguments.args.iter().any(is_static) {
                self.0.get_or_insert_with(|| segment.clone());
            }
        }
        syn::visit::visit_path_segment(self, segment);
    }
}
