//! Attributes as rustfmt lays them out.

use super::layout::{Text, letters};
use crate::import::model::{Argument, Attribute};

/// How long the arguments of an attribute may be together (rustfmt's `attr_fn_like_width`).
const ARGUMENTS_WIDTH: usize = 70;
/// How long the entries of a list may be of which many stand in one line (`short_array_element_width_threshold`).
const SHORT: usize = 10;

/// Writes an attribute, broken into lines where rustfmt would.
pub(super) fn print(of: &Attribute, text: &mut Text) {
    let arguments: Vec<String> = of.arguments.iter().map(spelled).collect();
    let inside = arguments.join(", ");
    let line = if inside.is_empty() { format!("#[{}]", of.name) } else { format!("#[{}({inside})]", of.name) };
    let fits = text.fits(letters(&line)) && letters(&inside) <= ARGUMENTS_WIDTH;
    if fits || !of.arguments.iter().all(is_meta) {
        return text.line(&line);
    }
    // Around a list of one entry rustfmt keeps a letter free, and one more at the field of a struct.
    let free = if of.name == "oneof" { 2 } else { 1 };
    match of.arguments.as_slice() {
        [Argument::List(_, entries)] if entries.len() == 1 && text.fits(letters(&line) + free) => text.line(&line),
        [Argument::List(_, entries)]
            if entries.len() > 1 && text.fits(letters(&line)) && letters(&entries.join(", ")) <= ARGUMENTS_WIDTH =>
        {
            text.line(&line);
        }
        [Argument::List(name, entries)] => list(&format!("#[{}({name}(", of.name), entries, "))]", text),
        [_] if text.fits(letters(&line)) => text.line(&line),
        arguments => {
            text.open(&format!("#[{}(", of.name));
            for (index, argument) in arguments.iter().enumerate() {
                let comma = if index + 1 < arguments.len() { "," } else { "" };
                self::argument(argument, comma, text);
            }
            text.close(")]");
        }
    }
}

fn argument(of: &Argument, comma: &str, text: &mut Text) {
    let line = spelled(of);
    // Also the last has room for a comma, and for a letter more.
    let fits = text.fits(letters(&line) + 2);
    match of {
        Argument::List(name, entries)
            if !fits || entries.len() > 1 && letters(&entries.join(", ")) > ARGUMENTS_WIDTH =>
        {
            list(&format!("{name}("), entries, &format!("){comma}"), text);
        }
        _ => text.line(&format!("{line}{comma}")),
    }
}

/// Writes entries between two lines: each in a line, or where all are short as many as fit.
fn list(before: &str, entries: &[String], after: &str, text: &mut Text) {
    text.open(before);
    let many = entries.iter().all(|entry| letters(entry) <= SHORT);
    let mut line = String::new();
    for (index, entry) in entries.iter().enumerate() {
        let entry = if index + 1 < entries.len() { format!("{entry},") } else { entry.clone() };
        let fits = many && text.fits(letters(&line) + 1 + letters(&entry));
        if !line.is_empty() && !fits {
            text.line(&line);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&entry);
    }
    text.line(&line);
    text.close(after);
}

fn spelled(argument: &Argument) -> String {
    match argument {
        Argument::Word(word) => word.clone(),
        Argument::Text(name, text) => format!("{name} = {text:?}"),
        Argument::Value(name, value) => format!("{name} = {value}"),
        Argument::List(name, entries) => format!("{name}({})", entries.join(", ")),
    }
}

/// Whether rustfmt can read an argument: it leaves attributes alone that it cannot.
fn is_meta(argument: &Argument) -> bool {
    match argument {
        Argument::Word(_) | Argument::Text(..) => true,
        Argument::Value(..) => false,
        Argument::List(_, entries) => {
            entries.iter().all(|entry| entry.ends_with('"') || !entry.contains("..") && !entry.starts_with('-'))
        }
    }
}
