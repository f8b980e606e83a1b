//! The trait as it is compiled: futures that can be sent, spelled out, so that users write plain `async fn`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{FnArg, ItemTrait, ReturnType, Signature, TraitItem, Type, TypeImplTrait, TypeParamBound, parse_quote};

/// The trait with `impl Future` in place of `async`.
pub fn with_futures(item: &ItemTrait) -> TokenStream {
    let mut item = item.clone();
    item.supertraits = parse_quote!(::core::marker::Send + ::core::marker::Sync + 'static);
    item.colon_token = Some(parse_quote!(:));
    for member in &mut item.items {
        if let TraitItem::Fn(method) = member {
            spell_out(&mut method.sig);
        }
    }
    quote!(#item)
}

fn spell_out(signature: &mut Signature) {
    signature.asyncness = None;
    for input in &mut signature.inputs {
        if let FnArg::Typed(argument) = input {
            *argument.ty = request(&argument.ty);
        }
    }
    if let ReturnType::Type(_, returned) = &mut signature.output {
        **returned = future(returned);
    }
}

/// The type of a parameter: of a stream one that can be sent and kept.
pub fn request(ty: &Type) -> Type {
    let mut ty = ty.clone();
    AddBounds(&[parse_quote!(::core::marker::Send), parse_quote!('static)]).visit_type_mut(&mut ty);
    ty
}

/// The future of a returned type: it can be sent, and so can the stream in it.
pub fn future(returned: &Type) -> Type {
    let mut returned = returned.clone();
    AddBounds(&[parse_quote!(::core::marker::Send)]).visit_type_mut(&mut returned);
    parse_quote!(impl ::core::future::Future<Output = #returned> + ::core::marker::Send)
}

/// Adds bounds to every `impl Trait` in a type.
struct AddBounds<'a>(&'a [TypeParamBound]);

impl VisitMut for AddBounds<'_> {
    fn visit_type_impl_trait_mut(&mut self, opaque: &mut TypeImplTrait) {
        for bound in self.0 {
            if !opaque.bounds.iter().any(|existing| is_same(existing, bound)) {
                opaque.bounds.push(bound.clone());
            }
        }
    }
}

fn is_same(left: &TypeParamBound, right: &TypeParamBound) -> bool {
    match (left, right) {
        (TypeParamBound::Trait(left), TypeParamBound::Trait(right)) => {
            left.path.segments.last().map(|last| &last.ident) == right.path.segments.last().map(|last| &last.ident)
        }
        (TypeParamBound::Lifetime(left), TypeParamBound::Lifetime(right)) => left == right,
        _ => false,
    }
}
