"""Judges messages by the rules of a descriptor set: a line of JSON per message, `[type, hex]`, in and a list out."""

import json
import sys

import protovalidate
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory


def subscript(element):
    match element.subscript:
        case None:
            return ""
        case inner if inner.field == "string_key":
            return "[" + json.dumps(inner.value, ensure_ascii=False) + "]"
        case inner if inner.field == "bool_key":
            return "[true]" if inner.value else "[false]"
        case inner:
            return f"[{inner.value}]"


def path(field):
    elements = field.elements if field else []
    return ".".join(element.field_name + subscript(element) for element in elements)


def judge(message):
    violations = (violation.proto for violation in protovalidate.collect_violations(message))
    return sorted([path(it.field), it.rule_id, it.for_key] for it in violations)


def main():
    with open(sys.argv[1], "rb") as file:
        files = descriptor_pb2.FileDescriptorSet.FromString(file.read()).file
    pool = descriptor_pool.DescriptorPool()
    for file in files:
        pool.AddSerializedFile(file.SerializeToString())
    for line in sys.stdin:
        name, encoded = json.loads(line)
        message = message_factory.GetMessageClass(pool.FindMessageTypeByName(name)).FromString(bytes.fromhex(encoded))
        try:
            outcome = judge(message)
        except Exception as error:
            outcome = str(error)
        print(json.dumps(outcome), flush=True)


main()
