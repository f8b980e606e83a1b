//! Host names, and what is written with them.

use super::ip;

/// Whether a text is a host name: labels of RFC 1123 between dots, the last not of digits alone; one dot may stand at its end.
pub(super) fn is_hostname(text: &str) -> bool {
    let name = text.strip_suffix('.').unwrap_or(text);
    let last = name.rsplit('.').next().unwrap_or_default();
    name.len() <= 253 && name.split('.').all(is_label) && !last.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is an email address as in HTML (<https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>),
/// which leaves out what is allowed in RFC 5322 and hardly ever meant.
pub(super) fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else { return false };
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    !user.is_empty() && user.bytes().all(is_allowed) && host.split('.').all(is_label)
}

/// Whether a text is a host and, behind a colon, a port: a host name, an IPv4 address, or an IPv6 address in brackets.
pub(super) fn is_host_and_port(text: &str) -> bool {
    let Some((host, port)) = text.rsplit_once(':') else { return false };
    let is_host = match host.strip_prefix('[').map(|rest| rest.strip_suffix(']')) {
        Some(Some(address)) => ip::is_v6(address),
        Some(None) => false,
        None => is_hostname(host) || ip::is_v4(host),
    };
    is_host && is_port(port)
}

fn is_label(label: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len()) && label.bytes().all(is_allowed) && !label.starts_with('-') && !label.ends_with('-')
}

fn is_port(text: &str) -> bool {
    let is_plain = text == "0" || text.starts_with(|first: char| matches!(first, '1'..='9'));
    is_plain && text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_name_is_labels_between_dots() {
        let (longest, long) = ("a".repeat(63), "a".repeat(64));
        for (text, right) in [
            ("example.com", true),
            ("example.com.", true),
            ("example.com..", false),
            ("1.2.3.4", false),
            ("1.2.3.a4", true),
            ("-a.b", false),
            ("a-.b", false),
            ("a_b", false),
            ("", false),
            (".", false),
            (&longest, true),
            (&long, false),
        ] {
            assert_eq!(is_hostname(text), right, "{text:?}");
        }
    }

    #[test]
    fn an_email_address_is_one_of_html() {
        for (text, right) in [
            ("ada@example.com", true),
            ("a.b+c@1", true),
            ("..@a", true),
            ("ada@", false),
            ("@example.com", false),
            ("a@b@c", false),
            ("a b@c", false),
            ("ada@example.com.", false),
            ("ada@-a", false),
            ("ä@a", false),
        ] {
            assert_eq!(is_email(text), right, "{text:?}");
        }
    }

    #[test]
    fn a_port_stands_behind_its_host() {
        for (text, right) in [
            ("example.com:80", true),
            ("127.0.0.1:0", true),
            ("[::1]:65535", true),
            ("[::1]", false),
            ("::1:80", false),
            ("example.com", false),
            ("example.com:65536", false),
            ("example.com:08", false),
            ("example.com:", false),
            ("[::1:80", false),
        ] {
            assert_eq!(is_host_and_port(text), right, "{text:?}");
        }
    }
}
