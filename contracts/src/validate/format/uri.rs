//! URIs and references as in RFC 3986, with the zones of RFC 6874.

use super::ip;

/// Whether a text is a URI: `scheme ":" hier-part [ "?" query ] [ "#" fragment ]`.
pub(super) fn is_uri(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| is_scheme(scheme) && is_behind_scheme(rest, Path::Rootless))
}

/// Whether a text is a URI, or a reference relative to one.
pub(super) fn is_reference(text: &str) -> bool {
    is_uri(text) || is_behind_scheme(text, Path::NoScheme)
}

/// What a path without a slash in front may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Path {
    /// Anything.
    Rootless,
    /// What has no colon before the first slash.
    NoScheme,
}

fn is_scheme(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.bytes().all(is_allowed)
}

fn is_behind_scheme(text: &str, path: Path) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    has_only(fragment, b"/?:@") && has_only(query, b"/?:@") && is_hierarchical(text, path)
}

fn is_hierarchical(text: &str, path: Path) -> bool {
    if let Some(rest) = text.strip_prefix("//") {
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        return is_authority(authority) && has_only(path, b"/:@");
    }
    let first = text.split('/').next().unwrap_or_default();
    has_only(text, b"/:@") && (path == Path::Rootless || !first.contains(':'))
}

/// `[ userinfo "@" ] host [ ":" port ]`
fn is_authority(text: &str) -> bool {
    let (user, rest) = text.split_once('@').unwrap_or(("", text));
    let (host, port) = match rest.rfind(']').map(|end| rest.split_at(end + 1)) {
        Some((host, "")) => (host, ""),
        Some((host, port)) => match port.strip_prefix(':') {
            Some(port) => (host, port),
            None => return false,
        },
        None => rest.split_once(':').unwrap_or((rest, "")),
    };
    has_only(user, b":") && is_host(host) && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// An address in brackets, or a name: what an IPv4 address is, a name is too.
fn is_host(text: &str) -> bool {
    let literal = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    match literal {
        Some(literal) => is_address(literal) || is_future(literal),
        None => has_only(text, b"") && is_utf8(text),
    }
}

/// An IPv6 address; its zone is behind `%25`, in which `%` is the first character.
fn is_address(text: &str) -> bool {
    match text.split_once("%25") {
        Some((address, zone)) => {
            let is_named = !zone.is_empty() && are_unreserved(zone) && is_utf8(zone);
            is_named && !address.contains('%') && ip::is_v6(address)
        }
        None => !text.contains('%') && ip::is_v6(text),
    }
}

/// `"v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )`
fn is_future(text: &str) -> bool {
    let Some((version, rest)) = text.strip_prefix(['v', 'V']).and_then(|text| text.split_once('.')) else {
        return false;
    };
    let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_version && !rest.is_empty() && !rest.contains('%') && has_only(rest, b":")
}

/// Whether all characters are `unreserved / pct-encoded / sub-delims`, or among the others.
fn has_only(text: &str, others: &[u8]) -> bool {
    is_of(text, |byte| b"!$&'()*+,;=".contains(&byte) || others.contains(&byte))
}

fn are_unreserved(text: &str) -> bool {
    is_of(text, |_| false)
}

/// Whether all characters are `unreserved / pct-encoded`, or allowed besides.
fn is_of(text: &str, is_allowed: impl Fn(u8) -> bool) -> bool {
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = match (first, behind) {
            (b'%', [high, low, behind @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => behind,
            (b'%', _) => return false,
            (byte, behind) if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) || is_allowed(*byte) => behind,
            _ => return false,
        };
    }
    true
}

/// Whether what the percent signs encode is UTF-8, as names of hosts must be (RFC 3986, section 3.2.2).
fn is_utf8(text: &str) -> bool {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let [first, behind @ ..] = rest {
        let digits = behind.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    std::str::from_utf8(&bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_has_a_scheme_and_the_characters_of_its_parts() {
        for (text, uri, reference) in [
            ("https://example.com/a/b?c=d#e", true, true),
            ("https://user:word@example.com:80/", true, true),
            ("https://[2001:db8::1]:80", true, true),
            ("https://[fe80::1%25en0]/", true, true),
            ("https://[fe80::1%en0]/", false, false),
            ("https://[v1.a:b]/", true, true),
            ("https://[::1", false, false),
            ("mailto:ada@example.com", true, true),
            ("urn:a:b", true, true),
            ("a:", true, true),
            ("https://example.com/%20", true, true),
            ("https://example.com/%2", false, false),
            ("https://example.com/a b", false, false),
            ("https://example.com:a/", false, false),
            ("https://%ff/", false, false),
            ("https://%c3%a4/", true, true),
            ("1a:b", false, false),
            ("./a:b", false, true),
            ("a/b", false, true),
            ("//example.com/a", false, true),
            ("?a", false, true),
            ("#a#", false, false),
            ("ä", false, false),
            ("", false, true),
        ] {
            assert_eq!((is_uri(text), is_reference(text)), (uri, reference), "{text:?}");
        }
    }
}
