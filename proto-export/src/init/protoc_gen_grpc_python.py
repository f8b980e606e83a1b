"""grpcio-tools' generator of stubs as a plugin of its own: buf wants a program, grpcio-tools has it inside protoc."""

import pathlib
import sys
import tempfile

from google.protobuf import descriptor_pb2
from google.protobuf.compiler import plugin_pb2
from grpc_tools import protoc


def main():
    request = plugin_pb2.CodeGeneratorRequest.FromString(sys.stdin.buffer.read())
    features = plugin_pb2.CodeGeneratorResponse.FEATURE_PROTO3_OPTIONAL
    response = plugin_pb2.CodeGeneratorResponse(supported_features=features)
    with tempfile.TemporaryDirectory() as folder:
        descriptors, out = pathlib.Path(folder, "descriptors.binpb"), pathlib.Path(folder, "out")
        out.mkdir()
        descriptors.write_bytes(descriptor_pb2.FileDescriptorSet(file=request.proto_file).SerializeToString())
        options = [f"--descriptor_set_in={descriptors}", f"--grpc_python_out={out}"]
        if protoc.main(["protoc", *options, *request.file_to_generate]) != 0:
            response.error = "grpcio-tools rejects the files"
        for path in sorted(path for path in out.rglob("*") if path.is_file()):
            response.file.add(name=path.relative_to(out).as_posix(), content=path.read_text())
    sys.stdout.buffer.write(response.SerializeToString())


if __name__ == "__main__":
    main()
