"""Python's protobuf at the other end of a pipe: reads a descriptor set, then answers frames until its input ends.

A frame is its length in four bytes, little end first, and its content. A request is the name of a command, a space, the
name of a message, a line feed and the argument; an answer is `=` and the result, or `!` and what went wrong.
"""

import random
import struct
import sys
import traceback

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.descriptor import FieldDescriptor as Field

UNSIGNED = {Field.CPPTYPE_UINT32: 32, Field.CPPTYPE_UINT64: 64}
SIGNED = {Field.CPPTYPE_INT32: 32, Field.CPPTYPE_INT64: 64, Field.CPPTYPE_ENUM: 32}


def rewritten(cls, argument):
    """Reads a message, drops what is not declared, and writes it."""
    message = cls.FromString(argument)
    message.DiscardUnknownFields()
    return message.SerializeToString(deterministic=True)


def kept(cls, argument):
    """Reads a message and writes it, with what is not declared."""
    return cls.FromString(argument).SerializeToString(deterministic=True)


def invented(cls, argument):
    """Writes a message that is made up from a seed."""
    return message_of(random.Random(argument), cls, 3).SerializeToString(deterministic=True)


def message_of(chance, cls, depth):
    message = cls()
    for field in cls.DESCRIPTOR.fields:
        if chance.random() < 0.3 or (depth == 0 and field.message_type):
            continue
        if is_map(field):
            fill_map(chance, getattr(message, field.name), field.message_type, depth)
        elif field.is_repeated:
            values = [value_of(chance, field, depth - 1) for _ in range(chance.randrange(4))]
            getattr(message, field.name).extend(values)
        elif field.message_type:
            getattr(message, field.name).CopyFrom(value_of(chance, field, depth - 1))
        else:
            setattr(message, field.name, value_of(chance, field, depth))
    return message


def is_map(field):
    return field.message_type is not None and field.message_type.GetOptions().map_entry


def fill_map(chance, entries, entry, depth):
    key, value = entry.fields_by_name["key"], entry.fields_by_name["value"]
    if chance.random() < 0.5:  # never two entries: protobuf says nothing of their order
        chosen = value_of(chance, key, 0)
        if value.message_type:
            entries[chosen].CopyFrom(value_of(chance, value, depth - 1))
        else:
            entries[chosen] = value_of(chance, value, 0)


def value_of(chance, field, depth):
    kind = field.cpp_type
    if kind == Field.CPPTYPE_MESSAGE:
        return message_of(chance, message_factory.GetMessageClass(field.message_type), depth)
    if kind == Field.CPPTYPE_BOOL:
        return chance.random() < 0.5
    if kind in UNSIGNED:
        return chance.getrandbits(chance.randrange(UNSIGNED[kind] + 1))
    if kind in SIGNED:
        magnitude = chance.getrandbits(chance.randrange(SIGNED[kind]))
        return magnitude if chance.random() < 0.5 else -magnitude
    if kind in (Field.CPPTYPE_FLOAT, Field.CPPTYPE_DOUBLE):
        return chance.choice([0.0, -0.0, 1.5, -2.25, float("inf"), chance.gauss(0, 1e6)])
    if field.type == Field.TYPE_BYTES:
        return chance.randbytes(chance.randrange(200))
    return "".join(chance.choice("aé∀🦀\0") for _ in range(chance.randrange(200)))


COMMANDS = {command.__name__: command for command in (rewritten, kept, invented)}


def read_frame():
    header = sys.stdin.buffer.read(4)
    return sys.stdin.buffer.read(struct.unpack("<I", header)[0]) if header else None


def write_frame(content):
    sys.stdout.buffer.write(struct.pack("<I", len(content)) + content)
    sys.stdout.buffer.flush()


def main():
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(read_frame()).file:
        pool.Add(file)
    while (request := read_frame()) is not None:
        line, argument = request.split(b"\n", 1)
        command, name = line.decode().split(" ")
        try:
            cls = message_factory.GetMessageClass(pool.FindMessageTypeByName(name))
            write_frame(b"=" + COMMANDS[command](cls, argument))
        except Exception:
            write_frame(b"!" + traceback.format_exc().encode())


if __name__ == "__main__":
    main()
