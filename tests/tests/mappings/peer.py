"""Python's protobuf at the other end of a pipe: reads a descriptor set, then answers frames until its input ends.

A frame is its length in four bytes, little end first, and its content. A request is the name of a command, a space, the
name of a message, a line feed and the argument; an answer is `=` and the result, or `!` and what went wrong.
"""

import random
import struct
import sys
import traceback

import makers
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from google.protobuf.descriptor import FieldDescriptor as Field

POOL = descriptor_pool.DescriptorPool()
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


def json_of(cls, argument):
    """Reads a message and writes its JSON."""
    return json_format.MessageToJson(cls.FromString(argument), descriptor_pool=POOL).encode()


def read_json(cls, argument):
    """Reads JSON and writes the message."""
    message = json_format.Parse(argument.decode(), cls(), descriptor_pool=POOL)
    return message.SerializeToString(deterministic=True)


def invented(cls, argument):
    """Writes a message that is made up from a seed behind the name of its maker."""
    name, seed = argument.decode().rsplit(" ", 1)
    message = Inventor(random.Random(seed), makers.makers(name)).message(cls, 3)
    return message.SerializeToString(deterministic=True)


class Inventor:
    """Makes messages up."""

    def __init__(self, chance, makers):
        self.chance = chance
        self.makers = makers

    def message(self, cls, depth):
        message = cls()
        for field in cls.DESCRIPTOR.fields:
            if not self.leaves_out(field, depth):
                self.fill(message, field, depth)
        return message

    def leaves_out(self, field, depth):
        """A plain member is never absent: ours writes it always if it is a message."""
        is_left_out = self.chance.random() < 0.3 or (depth == 0 and field.message_type)
        return is_left_out and field.name != "plain"

    def fill(self, message, field, depth):
        if is_map(field):
            self.fill_map(getattr(message, field.name), field.message_type, depth)
        elif field.is_repeated:
            values = [self.value(field, depth - 1) for _ in range(self.chance.randrange(4))]
            getattr(message, field.name).extend(values)
        elif field.message_type:
            getattr(message, field.name).CopyFrom(self.value(field, depth - 1))
            getattr(message, field.name).SetInParent()
        else:
            setattr(message, field.name, self.value(field, depth))

    def fill_map(self, entries, entry, depth):
        key, value = entry.fields_by_name["key"], entry.fields_by_name["value"]
        if self.chance.random() < 0.5:  # never two entries: protobuf says nothing of their order
            chosen = self.value(key, 0)
            if value.message_type:
                entries[chosen].CopyFrom(self.value(value, depth - 1))
            else:
                entries[chosen] = self.value(value, 0)

    def value(self, field, depth):
        make = makers.maker_of(self.makers, field)
        return make(self.chance, field, depth) if make else self.of_type(field, depth)

    def of_type(self, field, depth):
        chance, kind = self.chance, field.cpp_type
        if kind == Field.CPPTYPE_MESSAGE:
            return self.message(message_factory.GetMessageClass(field.message_type), depth)
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


def is_map(field):
    return field.message_type is not None and field.message_type.GetOptions().map_entry


COMMANDS = {command.__name__: command for command in (rewritten, kept, json_of, read_json, invented)}


def read_frame():
    header = sys.stdin.buffer.read(4)
    return sys.stdin.buffer.read(struct.unpack("<I", header)[0]) if header else None


def write_frame(content):
    sys.stdout.buffer.write(struct.pack("<I", len(content)) + content)
    sys.stdout.buffer.flush()


def main():
    for file in descriptor_pb2.FileDescriptorSet.FromString(read_frame()).file:
        POOL.Add(file)
    while (request := read_frame()) is not None:
        line, argument = request.split(b"\n", 1)
        command, name = line.decode().split(" ")
        try:
            cls = message_factory.GetMessageClass(POOL.FindMessageTypeByName(name))
            write_frame(b"=" + COMMANDS[command](cls, argument))
        except Exception:
            write_frame(b"!" + traceback.format_exc().encode())


if __name__ == "__main__":
    main()
