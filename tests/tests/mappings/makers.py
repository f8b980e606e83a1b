"""Values that a declaration does not tell: what a text, a number or a well-known message must be to mean something.

A maker takes the source of chance, the field and how many levels of messages may follow.
"""

import decimal
import ipaddress
import string
import urllib.parse
import uuid

from google.protobuf import message_factory
from google.protobuf.descriptor import FieldDescriptor as Field

FIRST_SECOND = -62_135_596_800
LAST_SECOND = 253_402_207_199
LONGEST = 315_576_000_000


def a_message(field):
    return message_factory.GetMessageClass(field.message_type)()


def nanos(chance):
    return chance.choice([0, 1, 999_999_999, 1_000 * chance.randrange(10**6), 10**6 * chance.randrange(1000)])


def timestamp(chance, field, depth):
    seconds = chance.choice([FIRST_SECOND, -1, 0, LAST_SECOND, chance.randint(FIRST_SECOND, LAST_SECOND)])
    return type(a_message(field))(seconds=seconds, nanos=nanos(chance))


def forward(chance, field, depth):
    seconds = chance.choice([0, 1, LONGEST, chance.randint(0, LONGEST)])
    return type(a_message(field))(seconds=seconds, nanos=nanos(chance) if seconds < LONGEST else 0)


def duration(chance, field, depth):
    span = forward(chance, field, depth)
    sign = chance.choice([1, -1])
    return type(span)(seconds=sign * span.seconds, nanos=sign * span.nanos)


def value(chance, field, depth):
    made = a_message(field)
    case = chance.choice(made.DESCRIPTOR.oneofs[0].fields)
    if case.message_type is None:
        setattr(made, case.name, a_scalar(chance, case.name))
        return made
    inner = getattr(made, case.name)
    inner.SetInParent()
    if depth > 0 and chance.random() < 0.5:
        if case.name == "struct_value":
            inner.fields[a_text(chance)].CopyFrom(value(chance, field, depth - 1))
        else:
            inner.values.append(value(chance, field, depth - 1))
    return made


def a_scalar(chance, case):
    return {
        "null_value": 0,
        "number_value": chance.choice([0.0, -0.0, 7.0, -1e300, 2.0**53, 0.1, chance.gauss(0, 1e6)]),
        "string_value": a_text(chance),
        "bool_value": chance.random() < 0.5,
    }[case]


def a_text(chance):
    return "".join(chance.choice("aé∀🦀\0\n\"") for _ in range(chance.choice([0, 1, 7, 130])))


def packed(chance, field, depth):
    made = a_message(field)
    pool = field.message_type.file.pool
    makers = {"Timestamp": timestamp, "Duration": duration, "Value": value, "FieldMask": mask, "Any": packed}
    if depth > 0 and chance.random() < 0.9:
        name = chance.choice(sorted(makers))
        inner = pool.FindMessageTypeByName(f"google.protobuf.{name}")
        made.Pack(makers[name](chance, Standing(inner), depth - 1), deterministic=True)
    return made


class Standing:
    """What stands for a field of a message's type."""

    def __init__(self, message_type):
        self.message_type = message_type


def mask(chance, field, depth):
    made = a_message(field)
    made.paths.extend(chance.choice(["a", "display_name", "a.b_c", "x2_y.z", "*", "a.*.b_c"]) for _ in range(chance.randrange(3)))
    return made


def ordered(chance, field, depth):
    x, y = sorted(chance.randint(-2**31, 2**31 - 1) for _ in range(2))
    return type(a_message(field))(x=x, y=y)


def a_url(chance, field, depth):
    path = urllib.parse.quote("p" + "".join(chance.choice("aé∀ ?#%/") for _ in range(chance.randrange(9))))
    return f"https://{chance.choice(string.ascii_lowercase)}.example/{path}?q={chance.randrange(100)}#f"


def a_decimal(chance, field, depth):
    number = decimal.Decimal(chance.randrange(1, 10 ** chance.randint(1, 28)))
    made = number.scaleb(-chance.randrange(29), decimal.Context(prec=60))
    return format(made if chance.random() < 0.5 else -made, "f")


def integer(low, high):
    return lambda chance, field, depth: chance.choice([low, high, chance.randint(low, high)])


def ipv4(chance, field, depth):
    return str(ipaddress.IPv4Address(chance.getrandbits(32)))


def ipv6(chance, field, depth):
    """Some with a run of zeros, which is shortened."""
    address = chance.getrandbits(128)
    with_zeros = address & ~(0xFFFFFFFF << 64)
    return str(ipaddress.IPv6Address(chance.choice([address, with_zeros, address >> 120 | 1 << 127])))


def a_uuid(chance, field, depth):
    return str(uuid.UUID(int=chance.getrandbits(128)))


# By the full name of a message or an enum, or the number of a scalar type.
ALWAYS = {
    "google.protobuf.Timestamp": timestamp,
    "google.protobuf.Duration": duration,
    "google.protobuf.Value": value,
    "google.protobuf.NullValue": lambda chance, field, depth: 0,
    "google.protobuf.Any": packed,
    "google.protobuf.FieldMask": mask,
}
NAMED = {
    "": {},
    "array": {Field.TYPE_BYTES: lambda chance, field, depth: chance.randbytes(4)},
    "decimal": {Field.TYPE_STRING: a_decimal},
    "forward": {"google.protobuf.Duration": forward},
    "i8": {Field.TYPE_INT32: integer(-(2**7), 2**7 - 1)},
    "i16": {Field.TYPE_INT32: integer(-(2**15), 2**15 - 1)},
    "ip": {Field.TYPE_STRING: lambda *made: made[0].choice([ipv4, ipv6])(*made)},
    "ipv4": {Field.TYPE_STRING: ipv4},
    "ipv6": {Field.TYPE_STRING: ipv6},
    "ordered": {"samples.v1.Point": ordered},
    "u8": {Field.TYPE_UINT32: integer(0, 2**8 - 1)},
    "u16": {Field.TYPE_UINT32: integer(0, 2**16 - 1)},
    "url": {Field.TYPE_STRING: a_url},
    "uuid": {Field.TYPE_STRING: a_uuid},
    "uuids and octets": {Field.TYPE_STRING: a_uuid, Field.TYPE_UINT32: integer(0, 2**8 - 1)},
}


def makers(name):
    """What makes the values of some types."""
    return ALWAYS | NAMED[name]


def maker_of(makers, field):
    """What makes the values of a field, if its type alone does not tell."""
    declared = field.message_type or field.enum_type
    return makers.get(declared.full_name if declared else field.type)
