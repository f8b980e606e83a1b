//! The signature of an operation: which parameter is what, and what the method returns.

use syn::visit::Visit;
use syn::{
    FnArg, GenericArgument, Ident, Lifetime, PathArguments, ReceiverKind, ReturnType, Signature, Type, TypeParamBound,
    TypeReference, parse_quote,
};

use super::{outer, static_contract, with_static};
use crate::diagnostics::{Diagnostics, service as mistakes};

/// A parameter behind `&self`.
pub enum Parameter {
    /// The request, one or a stream.
    Request(Box<Payload>),
    /// `cx: &Context`, the type as it is written.
    Context(Box<Type>),
}

/// What travels in one direction.
pub struct Payload {
    /// The message; of one that borrows with `'static` for its lifetime.
    pub message: Type,
    /// Whether it borrows.
    pub borrows: bool,
    /// The whole type as it is written.
    pub written: Type,
    /// The stream around it, if there is one.
    pub stream: Option<MessageStream>,
}

/// A stream of messages.
pub struct MessageStream {
    /// What its items are: `Result<Message, Status>`.
    pub item: Type,
    /// What an item can fail with.
    pub failure: Failure,
}

/// The type of an error.
pub enum Failure {
    /// As it is written.
    Written(Type),
    /// The error of an alias of `Result` with one argument, here `Alias<()>`.
    OfAlias(Type),
}

/// What a method returns in its `Result`.
pub struct Outcome {
    pub payload: Payload,
    pub failure: Failure,
}

impl Parameter {
    /// The parameters of a method behind `&self`. What is none is reported.
    pub fn check_all(signature: &Signature, diagnostics: &mut Diagnostics) -> Vec<Self> {
        let ident = &signature.ident;
        if signature.receiver().is_none() {
            diagnostics.add(mistakes::receiver(ident, ident));
        }
        let mut parameters: Vec<Parameter> = Vec::new();
        for input in &signature.inputs {
            let ty = match input {
                FnArg::Typed(argument) => &*argument.ty,
                FnArg::Receiver(receiver) => {
                    if !matches!(receiver.kind, ReceiverKind::Reference(_, _, None)) {
                        diagnostics.add(mistakes::receiver(receiver, ident));
                    }
                    continue;
                }
            };
            let Some(parameter) = parameter(ty, ident, diagnostics) else { continue };
            match (&parameter, parameters.iter().any(|earlier| earlier.is_request() == parameter.is_request())) {
                (_, false) => parameters.push(parameter),
                (Parameter::Request(_), true) => diagnostics.add(mistakes::second_request(ty, ident)),
                (Parameter::Context(_), true) => diagnostics.add(mistakes::second_context(ty, ident)),
            }
        }
        parameters
    }

    fn is_request(&self) -> bool {
        matches!(self, Parameter::Request(_))
    }
}

fn parameter(ty: &Type, ident: &Ident, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    match ty {
        Type::Reference(reference) if is_context(&reference.elem) && reference.mutability.is_none() => {
            Some(Parameter::Context(Box::new(ty.clone())))
        }
        _ if is_context(ty) => {
            diagnostics.add(mistakes::context_by_value(ty));
            None
        }
        _ if is_borrowing(ty) => Some(Parameter::Request(Box::new(Payload {
            message: with_static(ty),
            borrows: true,
            written: ty.clone(),
            stream: None,
        }))),
        _ => payload(ty, ident, diagnostics).map(|payload| Parameter::Request(Box::new(payload))),
    }
}

fn is_context(ty: &Type) -> bool {
    outer(ty).is_some_and(|(name, arguments)| name == "Context" && arguments.is_empty())
}

/// Whether a type is a message that borrows: `Order<'_>`.
fn is_borrowing(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let arguments = path.path.segments.last().map(|last| &last.arguments);
    let Some(PathArguments::AngleBracketed(arguments)) = arguments else { return false };
    let borrows = |argument: &GenericArgument| matches!(argument, GenericArgument::Lifetime(lifetime) if lifetime.ident != "static");
    arguments.args.len() == 1 && arguments.args.iter().all(borrows)
}

/// What travels, by its type; reports a type that cannot.
fn payload(ty: &Type, ident: &Ident, diagnostics: &mut Diagnostics) -> Option<Payload> {
    match stream(ty) {
        Streamed::No => message(ty, diagnostics).map(|message| Payload {
            message,
            borrows: false,
            written: ty.clone(),
            stream: None,
        }),
        Streamed::Yes(parts) => {
            let (inner, stream) = *parts;
            message(&inner, diagnostics).map(|message| Payload {
                message,
                borrows: false,
                written: ty.clone(),
                stream: Some(stream),
            })
        }
        Streamed::Wrongly => {
            diagnostics.add(mistakes::not_a_stream(ty, ident));
            None
        }
    }
}

/// The type of a message; reports one that borrows.
fn message(ty: &Type, diagnostics: &mut Diagnostics) -> Option<Type> {
    let mut borrow = Borrow { is_found: false };
    borrow.visit_type(ty);
    if borrow.is_found {
        diagnostics.add(mistakes::borrowed_message(ty));
        return None;
    }
    if let Some(segment) = static_contract(ty) {
        diagnostics.add(mistakes::static_message(&segment));
        return None;
    }
    Some(ty.clone())
}

/// Looks for a borrow in a type.
struct Borrow {
    is_found: bool,
}

impl<'a> Visit<'a> for Borrow {
    fn visit_type_reference(&mut self, _: &'a TypeReference) {
        self.is_found = true;
    }

    fn visit_lifetime(&mut self, lifetime: &'a Lifetime) {
        self.is_found |= lifetime.ident != "static";
    }
}

/// Whether a type is a stream of messages.
enum Streamed {
    No,
    /// The message, and the stream.
    Yes(Box<(Type, MessageStream)>),
    /// It should be one, but its items are no results, or it is boxed.
    Wrongly,
}

fn stream(ty: &Type) -> Streamed {
    let item = match ty {
        Type::ImplTrait(opaque) => opaque.bounds.iter().find_map(item_of_bound),
        _ if outer(ty).is_some_and(|(name, _)| name == "BoxStream") => return Streamed::Wrongly,
        _ => return Streamed::No,
    };
    match item.and_then(|item| result(&item).map(|(message, failure)| (item, message, failure))) {
        Some((item, message, failure)) => Streamed::Yes(Box::new((message, MessageStream { item, failure }))),
        None => Streamed::Wrongly,
    }
}

/// The `Item` of `Stream<Item = ..>`.
fn item_of_bound(bound: &TypeParamBound) -> Option<Type> {
    let TypeParamBound::Trait(bound) = bound else { return None };
    let last = bound.path.segments.last().filter(|last| last.ident == "Stream")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(assigned) if assigned.ident == "Item" => Some(assigned.ty.clone()),
        _ => None,
    })
}

/// The two sides of `Result<T, E>`, or of an alias `SomeResult<T>`.
fn result(ty: &Type) -> Option<(Type, Failure)> {
    let (name, arguments) = outer(ty)?;
    if !name.ends_with("Result") {
        return None;
    }
    match arguments.as_slice() {
        [ok, error] => Some(((*ok).clone(), Failure::Written((*error).clone()))),
        [ok] => Some(((*ok).clone(), Failure::OfAlias(with_unit(ty)?))),
        _ => None,
    }
}

/// `Alias<()>` for `Alias<T>`.
fn with_unit(ty: &Type) -> Option<Type> {
    let Type::Path(mut path) = ty.clone() else { return None };
    let last = path.path.segments.last_mut()?;
    last.arguments = PathArguments::AngleBracketed(parse_quote!(<()>));
    Some(Type::Path(path))
}

impl Outcome {
    /// What a method returns: the whole type and its parts. Nothing when it is no `Result`, which is reported.
    pub fn check(signature: &Signature, diagnostics: &mut Diagnostics) -> Option<(Type, Self)> {
        let ident = &signature.ident;
        let returned = match &signature.output {
            ReturnType::Type(_, ty) => &**ty,
            ReturnType::Default => {
                diagnostics.add(mistakes::no_result(None, ident));
                return None;
            }
        };
        let Some((ok, failure)) = result(returned) else {
            diagnostics.add(mistakes::no_result(Some(returned), ident));
            return None;
        };
        let payload = payload(&ok, ident, diagnostics)?;
        Some((returned.clone(), Outcome { payload, failure }))
    }
}
