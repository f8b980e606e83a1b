//! Documents with something else in them than was there.

use crate::draw::Draw;
use crate::json::Json;

/// Tokens on both sides of every border.
pub(crate) const TOKENS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "1.0",
    "1.5",
    "1e2",
    "1E-1",
    "100e-2",
    "1e-400",
    "127",
    "128",
    "-128",
    "-129",
    "128.0",
    "255",
    "256",
    "32767",
    "32768",
    "-32768",
    "-32769",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "2147483647.0",
    "2147483648.0",
    "4294967295",
    "4294967296",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "9007199254740994.0",
    "9223372036854775807",
    "9223372036854775808",
    "9223372036854775807.0",
    "-9223372036854775808",
    "-9223372036854775809",
    "1e18",
    "1e19",
    "1e20",
    "18446744073709551615",
    "18446744073709551616",
    "18446744073709551615.0",
    "3.4028234663852886e38",
    "3.4028235677973362e38",
    "3.4028235677973366e38",
    "-3.4028235677973366e38",
    "1e38",
    "1e39",
    "1e308",
    "1.7976931348623157e308",
    "340282356779733661637539395458142568447",
    "340282356779733661637539395458142568448",
];

/// Texts on both sides of every border.
pub(crate) const TEXTS: &[&str] = &[
    "",
    " ",
    "NaN",
    "nan",
    "Infinity",
    "-Infinity",
    "+Infinity",
    "inf",
    "+1",
    "01",
    "-01",
    " 1",
    "1 ",
    "1\n",
    "1.",
    ".5",
    "1.e2",
    "1e",
    "1e+",
    "1e2.0",
    "1e999999999999999999999",
    "0e999999999999999999999",
    "0x1",
    "1_0",
    "1,0",
    "--1",
    "-",
    "1.00000000000000000001",
    "-0.000",
    "True",
    "TRUE",
    "NULL_VALUE",
    "null_value",
    "DARK_RED",
    "COLOR_DARK_RED",
    "color_dark_red",
    "GRADE_BEST",
    "GRADE_OTHER",
    "SHORT_GRADE_B",
    "SHORT_GRADE_BE",
    "MOOD_FINE",
    "A",
    "AA",
    "AA=",
    "AA==",
    "AA===",
    "AAA",
    "AAA=",
    "AAA==",
    "AAAA",
    "AAAA=",
    "AAAAA",
    "AAAAAAAA",
    "AB==",
    "+/==",
    "-_==",
    "+_AA",
    "=",
    "====",
    "A=A=",
    "AA==AAAA",
    "A A=",
    "AA\n",
    "é",
    "00000000-0000-0000-0000-000000000000",
    "{00000000-0000-0000-0000-000000000000}",
    "00000000000000000000000000000000",
    "urn:uuid:00000000-0000-0000-0000-000000000000",
    "g0000000-0000-0000-0000-000000000000",
    "0.0.0.0",
    "1.2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "01.2.3.4",
    "1.2.3.4 ",
    "::",
    ":::",
    "1:2",
    "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::",
    "1:2:3:4:5:6:7:8::",
    "::1:2:3:4:5:6:7:8",
    "1::2::3",
    "::1.2.3.4",
    "1:2:3:4:5:6:1.2.3.4",
    "1:2:3:4:5:6:7:1.2.3.4",
    "::2:3:4:5:6:7:1.2.3.4",
    "1.2.3.4::",
    "::12345",
    "fe80::1%eth0",
    "::FFFF",
    "a:",
    ":a",
    "1a:b",
    "http://",
    "http://[",
    "//a",
    "a b:c",
    "https://example.com:99999/",
    "\u{1}a:b",
    "a:b\n",
    "é:a",
    "1.50",
    "1.5.0",
    "-1.50",
    "-",
    "1.50-",
    "1e5",
    "99999999999999999999999999999",
    "79228162514264337593543950335",
    "79228162514264337593543950336",
    "0.00000000000000000000000000001",
    "1970-01-01T00:00:00Z",
    "1970-01-01",
    "1970-02-29T00:00:00Z",
    "1972-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z",
    "1970-04-31T00:00:00Z",
    "1970-01-01t00:00:00Z",
    "1970-01-01T00:00:00z",
    "1970-01-01 00:00:00Z",
    "1970-01-01T24:00:00Z",
    "1970-01-01T00:60:00Z",
    "1970-01-01T23:59:60Z",
    "1970-01-01T00:00:00",
    "1970-01-01T00:00:00.Z",
    "1970-01-01T00:00:00.1234567891Z",
    "1970-01-01T00:00:00+1:00",
    "1970-01-01T00:00:00+24:00",
    "1970-01-01T00:00:00+0100",
    "0000-12-31T23:59:59Z",
    "0000-12-31T23:59:59-00:01",
    "0000-12-31T00:00:00-00:01",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "0000-12-30T23:59:59-23:59",
    "9999-12-31T23:59:59.999999999Z",
    "9999-12-31T23:59:59-00:01",
    "9999-12-30T22:00:00Z",
    "10000-01-01T00:00:00Z",
    "0s",
    "-0s",
    "-1s",
    "1",
    "s",
    "1.s",
    ".5s",
    "1.5s",
    "+1s",
    "007s",
    "-0.0s",
    "-0.1s",
    "0.1234567890s",
    "315576000000s",
    "315576000000.999s",
    "315576000001s",
    "1e2s",
    "--1s",
    "1 s",
    "a,b",
    "a.b_c",
    "aB,cD",
    "a b",
    "a-b",
    "*",
    "a.*.bC",
    "a*",
    "**",
    "type.googleapis.com/json_schema.v1.Point",
    "json_schema.v1.Point",
    "/google.protobuf.Duration",
    "/google.protobuf.Any",
    "/json_schema_v1.Point",
    "/",
];

const NAMES: &[&str] = &[
    "",
    "value",
    "@type",
    "x",
    "nextPage",
    "next_page",
    "plainText",
    "main_color",
    "mainColor",
    "1",
    "personId",
    "[json_schema.past.v1.nick_name]",
];

/// Another document.
pub(crate) fn mutated(document: &Json, draw: &mut Draw) -> Json {
    let mut document = document.clone();
    for _ in 0..=draw.below(3) {
        let index = draw.below(document.len());
        let other = document.clone().piece(draw.below(document.len())).clone();
        let piece = document.piece(index);
        match draw.below(5) {
            0 => *piece = any(draw),
            1 => *piece = other,
            _ => change(piece, draw),
        }
    }
    document
}

fn any(draw: &mut Draw) -> Json {
    match draw.below(6) {
        0 => Json::bare(draw.of(TOKENS)),
        1 => Json::text(draw.of(TOKENS)),
        2 | 3 => Json::text(draw.of(TEXTS)),
        // On both sides of the largest `double`.
        4 => Json::text(format!("{}{}", draw.of(&["1", "2"]), "0".repeat(draw.of(&[307, 308, 309])))),
        _ => draw.of(&[Json::Array(Vec::new()), Json::Object(Vec::new())]),
    }
}

/// Changes a piece into one like it.
fn change(piece: &mut Json, draw: &mut Draw) {
    match piece {
        Json::Bare(token) => match draw.below(3) {
            0 => *piece = Json::text(std::mem::take(token)),
            1 => *token = draw.of(TOKENS).to_owned(),
            _ => *piece = Json::Array(vec![piece.clone()]),
        },
        Json::Text(text) => match draw.below(4) {
            0 => *piece = Json::text(draw.of(TEXTS)),
            1 => *piece = Json::text(draw.of(TOKENS)),
            2 if text.parse::<f64>().is_ok_and(f64::is_finite) => *piece = Json::bare(std::mem::take(text)),
            _ => *text = changed_text(text, draw),
        },
        Json::Array(values) if values.is_empty() => values.push(any(draw)),
        Json::Array(values) => match draw.below(2) {
            0 => values.push(any(draw)),
            _ => *piece = values.swap_remove(0),
        },
        Json::Object(members) => change_members(members, draw),
    }
}

/// A text with one letter more, less or of another case.
fn changed_text(text: &str, draw: &mut Draw) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let place = draw.below(letters.len() + 1);
    let letter = draw.of(&['0', '1', '9', '.', '-', '+', ':', 'e', 'A', '_', '=', '/', ' ', '\n', 'é', '٣']);
    match draw.below(4) {
        0 => letters.insert(place, letter),
        1 if place < letters.len() => letters[place] = letter,
        2 if place < letters.len() => drop(letters.remove(place)),
        _ => return draw.of(&[text.to_uppercase(), text.to_lowercase()]),
    }
    letters.into_iter().collect()
}

fn change_members(members: &mut Vec<(String, Json)>, draw: &mut Draw) {
    let index = draw.below(members.len().max(1));
    let Some((name, value)) = members.get(index).cloned() else {
        return members.push((draw.of(NAMES).to_owned(), any(draw)));
    };
    match draw.below(6) {
        0 => drop(members.remove(index)),
        1 => members[index].0 = respelled(&name, draw),
        2 => members.push((respelled(&name, draw), value)),
        3 => members.push((name, any(draw))),
        4 => members.push((draw.of(NAMES).to_owned(), any(draw))),
        _ => members[index].1 = Json::bare("null"),
    }
}

/// A name as another convention has it.
fn respelled(name: &str, draw: &mut Draw) -> String {
    let snake = name.chars().flat_map(|letter| match letter {
        'A'..='Z' => vec!['_', letter.to_ascii_lowercase()],
        letter => vec![letter],
    });
    let snake: String = snake.collect();
    let (camel, changed) = (contracts::schema::json_name(name), changed_text(name, draw));
    draw.of(&[snake, camel, changed, format!("{name}.0"), "[json_schema.v1.extra]".to_owned()])
}
