//! Formats of texts that have a name.

use contracts::contract;

use crate::judge::Case;

contracts::package!("rules.v1");

/// A member for each format, and the texts to check.
macro_rules! formats {
    ($($number:literal => $format:ident;)*) => {
        /// A text of each format.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub(crate) struct Formats {
            $(
                /// Of the format.
                #[member($number, validate($format))]
                $format: String,
            )*
        }

        impl Formats {
            fn all(text: &str) -> Self {
                Formats { $($format: text.to_owned(),)* }
            }
        }
    };
}

formats! {
    1 => email;
    2 => hostname;
    3 => ip;
    4 => ipv4;
    5 => ipv6;
    6 => uri;
    7 => uri_ref;
    8 => address;
    9 => uuid;
    10 => tuuid;
    11 => ip_with_prefixlen;
    12 => ipv4_with_prefixlen;
    13 => ipv6_with_prefixlen;
    14 => ip_prefix;
    15 => ipv4_prefix;
    16 => ipv6_prefix;
    17 => host_and_port;
    18 => ulid;
    19 => protobuf_fqn;
    20 => protobuf_dot_fqn;
    21 => http_header_name;
    22 => http_header_value;
}

/// Texts that are of some format, or nearly.
const TEXTS: &[&str] = &[
    "",
    " ",
    "ada@example.com",
    "a.b+c!#$%&'*/=?^_`{|}~-@1",
    "..@a",
    "ada@",
    "@a",
    "a@b@c",
    "a b@c",
    "ada@example.com.",
    "ada@-a",
    "ada@a-",
    "ä@a",
    "ada@ä",
    "ada@a..b",
    "ada@a\n",
    "example.com",
    "example.com.",
    "example.com..",
    ".example.com",
    "1.2.3.a4",
    "1",
    "a-.b",
    "-a.b",
    "a_b",
    "EXAMPLE.COM",
    "127.0.0.1",
    "127.0.0.01",
    "127.0.0.256",
    "127.0.0",
    "127.0.0.1.",
    " 127.0.0.1",
    "127.0.0.1:80",
    "::",
    "::1",
    ":1",
    "1:",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::",
    "::2:3:4:5:6:7:8",
    "1:2:3:4::5:6:7:8",
    "12345::",
    "::ffff:127.0.0.1",
    "::127.0.0.256",
    "1:2:3:4:5:6:127.0.0.1",
    "1:2:3:4:5:6:7:127.0.0.1",
    "127.0.0.1::",
    "fe80::1%en0",
    "fe80::1%",
    "fe80::1%%",
    "fe80::1%ä",
    "10.0.0.0/8",
    "10.0.0.1/8",
    "10.0.0.1/32",
    "0.0.0.0/0",
    "10.0.0.0/33",
    "10.0.0.0/08",
    "10.0.0.0/",
    "10.0.0.0/+8",
    "10.0.0.0/8/8",
    "2001:db8::/32",
    "2001:db8::1/32",
    "::/0",
    "::1/128",
    "::/129",
    "fe80::%en0/64",
    "fe80::1/64%en0",
    "https://example.com/a/b?c=d#e",
    "https://user:word@example.com:80/",
    "https://a@b@c/",
    "https://[2001:db8::1]:80",
    "https://[2001:db8::1]a",
    "https://[fe80::1%25en0]/",
    "https://[fe80::1%25%65]/",
    "https://[fe80::1%25]/",
    "https://[fe80::1%en0]/",
    "https://[v1.a:b]/",
    "https://[v1.]/",
    "https://[V1f.a]/",
    "https://[::1",
    "https://]/",
    "https://a]b/",
    "https:///a",
    "https://",
    "https:/a",
    "https:a",
    "https:",
    "https://example.com:/",
    "https://example.com:a/",
    "https://example.com:99999999/",
    "https://example.com/%20",
    "https://example.com/%2",
    "https://example.com/%zz",
    "https://example.com/a b",
    "https://example.com/ä",
    "https://%ff/",
    "https://%c3%a4/",
    "https://%c3x/",
    "https://a%00/",
    "https://u%ff@a/",
    "https://a/%ff?%ff#%ff",
    "https://a?b?c#d?e",
    "https://a#b#c",
    "https://a/[",
    "https://a?[",
    "mailto:ada@example.com",
    "urn:a:b",
    "1a:b",
    "a+b-c.d:e",
    "+a:b",
    "a:",
    ":a",
    "./a:b",
    "a/b:c",
    "a%3ab",
    "/",
    "//",
    "//a",
    "///",
    "/a//b",
    "?a",
    "#a",
    "?#",
    "a\\b",
    "%",
    "6f9619ff-8b86-d011-b42d-00c04fc964ff",
    "6F9619FF-8B86-D011-B42D-00C04FC964FF",
    "6f9619ff8b86d011b42d00c04fc964ff",
    "6f9619ff-8b86-d011-b42d-00c04fc964f",
    "6f9619ff-8b86-d011-b42d-00c04fc964fg",
    "{6f9619ff-8b86-d011-b42d-00c04fc964ff}",
    "6f9619ff-8b86-d011-b42d-00c04fc964ff\n",
    "example.com:80",
    "example.com:",
    "example.com:0",
    "example.com:00",
    "example.com:65535",
    "example.com:65536",
    "example.com:+1",
    "[::1]:80",
    "[::1]",
    "[::1]:",
    "[::1%en0]:80",
    "[127.0.0.1]:80",
    "[]:80",
    "[::1:80",
    "::1:80",
    ":80",
    "01arz3ndektsv4rrffq69g5fav",
    "01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "81arz3ndektsv4rrffq69g5fav",
    "01arz3ndektsv4rrffq69g5fau",
    "01arz3ndektsv4rrffq69g5fa",
    "a.b.C9",
    "_a",
    "a..b",
    "9a",
    ".a.b",
    "..a",
    ".",
    "x-request-id",
    ":path",
    ":",
    "a:b",
    "a,b",
    "a\tb",
    "a\nb",
    "a\u{0}b",
    "a\u{7f}b",
    "a\u{85}b",
];

pub(crate) fn cases() -> Vec<Case> {
    let long: [String; 5] = [
        "a".repeat(63),
        "a".repeat(64),
        format!("a@{}", "a".repeat(64)),
        vec!["a".repeat(63); 4].join(".")[..253].to_owned(),
        format!("{}.", vec!["a".repeat(63); 4].join(".").get(..253).unwrap_or_default()),
    ];
    let texts = TEXTS.iter().copied().chain(long.iter().map(String::as_str));
    texts.map(|text| Case::of(&Formats::all(text))).collect()
}
