//! Formats of texts that have a name, as far as patterns say them. The word `format`, where JSON Schema has one, is for readers
//! and generators; the pattern is what counts.

use serde_json::{Value as Json, json};

use super::digits::between;
use super::whole;
use crate::schema::Format;

/// A label of a host name.
const LABEL: &str = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";

/// What is said of texts of a format.
pub(super) fn format(format: Format) -> Json {
    let (v4, v6) = (ipv4(), zoned_ipv6());
    let prefix_v4 = format!("{v4}/(?:0|{})", between(1, 32));
    let prefix_v6 = format!("(?:{})/(?:0|{})", ipv6(), between(1, 128));
    let either_prefix = format!("{prefix_v4}|{prefix_v6}");
    match format {
        Format::Email => named("email", &format!("[0-9A-Za-z.!#$%&'*+/=?^_`{{|}}~-]+@{LABEL}(?:\\.{LABEL})*")),
        Format::Hostname => hostname(),
        Format::Ip => pattern(&format!("{v4}|{v6}")),
        Format::Ipv4 => named("ipv4", &v4),
        Format::Ipv6 => named("ipv6", &v6),
        Format::Uri => json!({ "format": "uri" }),
        Format::UriRef => json!({ "format": "uri-reference" }),
        Format::Address => json!({ "anyOf": [hostname(), pattern(&format!("{v4}|{v6}"))] }),
        Format::Uuid => named("uuid", "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
        Format::Tuuid => pattern("[0-9A-Fa-f]{32}"),
        Format::IpWithPrefixlen | Format::IpPrefix => pattern(&either_prefix),
        Format::Ipv4WithPrefixlen | Format::Ipv4Prefix => pattern(&prefix_v4),
        Format::Ipv6WithPrefixlen | Format::Ipv6Prefix => pattern(&prefix_v6),
        Format::HostAndPort => {
            let host = format!("{LABEL}(?:\\.{LABEL})*\\.?|\\[(?:{v6})\\]");
            pattern(&format!("(?:{host}):(?:0|{})", between(1, 65535)))
        }
        Format::Ulid => pattern("[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}"),
        Format::ProtobufFqn => pattern(FULL_NAME),
        Format::ProtobufDotFqn => pattern(&format!("\\.{FULL_NAME}")),
        Format::HttpHeaderName => pattern(":?[0-9A-Za-z!#$%&'*+,.^_|~`-]+"),
        Format::LooseHttpHeaderName => pattern("[^\\x00\\x0a\\x0d]+"),
        Format::LooseHttpHeaderValue => pattern("[^\\x00\\x0a\\x0d]*"),
        Format::HttpHeaderValue => pattern("[^\\x00-\\x08\\x0a-\\x1f\\x7f]*"),
    }
}

const FULL_NAME: &str = "[A-Za-z_][0-9A-Za-z_]*(?:\\.[A-Za-z_][0-9A-Za-z_]*)*";

/// Labels between dots, of which the last has something that is no digit.
fn hostname() -> Json {
    json!({
        "format": "hostname",
        "pattern": whole(&format!("{LABEL}(?:\\.{LABEL})*\\.?")),
        "anyOf": [{ "maxLength": 253 }, { "maxLength": 254, "pattern": "\\.$" }],
        "not": { "pattern": "(?:^|\\.)[0-9]+\\.?$" },
    })
}

fn named(name: &str, text: &str) -> Json {
    json!({ "format": name, "pattern": whole(text) })
}

fn pattern(text: &str) -> Json {
    json!({ "pattern": whole(text) })
}

/// IPv4 addresses.
pub(crate) fn ipv4() -> String {
    let octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    format!("{octet}(?:\\.{octet}){{3}}")
}

/// IPv6 addresses: eight groups, of which `::` leaves at least one out; the last two may stand as an IPv4 address.
pub(crate) fn ipv6() -> String {
    let group = "[0-9A-Fa-f]{1,4}";
    let last_two = format!("(?:{group}:{group}|{})", ipv4());
    let mut forms = vec![format!("(?:{group}:){{6}}{last_two}")];
    for before in 0..=7 {
        let head = match before {
            0 => "::".to_owned(),
            1 => format!("{group}::"),
            _ => format!("{group}(?::{group}){{{}}}::", before - 1),
        };
        forms.push(match 7 - before {
            0 => head,
            1 => format!("{head}(?:{group})?"),
            after => format!("{head}(?:{group}|(?:{group}:){{0,{}}}{last_two})?", after - 2),
        });
    }
    forms.join("|")
}

/// IPv6 addresses, with or without a zone.
fn zoned_ipv6() -> String {
    format!("(?:{})(?:%[\\s\\S]+)?", ipv6())
}
