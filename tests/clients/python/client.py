"""Drives a running kernel through the classes that were generated from proto/; prints one JSON line per check."""

import itertools
import json
import queue
import sys
import uuid

import grpc
from common.v1 import common_pb2
from google.protobuf import unknown_fields
from grpc_status import rpc_status
from order.v1 import order_pb2, order_pb2_grpc
from user.v1 import user_pb2, user_pb2_grpc

# What a later version of the contract might add to a user: field 1000 = 150, field 1001 = "later".
LATER_FIELDS = bytes.fromhex("c03e 9601 ca3e 05 6c61746572")
TIMEOUT = 10


class Kernel:
    """The services of the kernel under one address."""

    def __init__(self, address):
        channel = grpc.insecure_channel(address)
        self.users = user_pb2_grpc.UserServiceStub(channel)
        self.orders = order_pb2_grpc.OrderServiceStub(channel)

    def create_user(self, **fields):
        request = new_user(**fields)
        return self.users.CreateUser(request, timeout=TIMEOUT).user


def new_user(**fields):
    email = f"python-{uuid.uuid4()}@example.com"
    return user_pb2.CreateUserRequest(**{"email": email, "display_name": "Ada", **fields})


def equal(expected, found):
    assert expected == found, f"expected {expected!r}, found {found!r}"


def failure(call):
    """The error with which a call fails."""
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call succeeded")


def detail(error, message):
    """The detail of this type that the status carries."""
    for packed in rpc_status.from_call(error).details:
        if packed.Unpack(message):
            return message
    raise AssertionError(f"the status has no detail {message.DESCRIPTOR.full_name}")


def unary(kernel):
    postal = user_pb2.PostalAddress(lines=["1 High Street"], city="London", country_code="GB")
    created = kernel.create_user(role=user_pb2.USER_ROLE_ADMIN, labels={"team": "core"}, postal=postal)
    found = kernel.users.GetUser(user_pb2.GetUserRequest(id=created.id), timeout=TIMEOUT).user
    equal(created, found)
    equal((user_pb2.USER_ROLE_ADMIN, {"team": "core"}), (found.role, dict(found.labels)))
    equal(("postal", "London"), (found.WhichOneof("contact"), found.postal.city))


def optional_fields(kernel):
    created = kernel.create_user(phone="+442079460000")
    change = user_pb2.UpdateUserRequest(id=created.id, display_name="")
    changed = kernel.users.UpdateUser(change, timeout=TIMEOUT).user
    equal((created.email, ""), (changed.email, changed.display_name))


def empty_response(kernel):
    created = kernel.create_user(do_not_contact={})
    kernel.users.DeleteUser(user_pb2.DeleteUserRequest(id=created.id), timeout=TIMEOUT)
    error = failure(lambda: kernel.users.GetUser(user_pb2.GetUserRequest(id=created.id), timeout=TIMEOUT))
    equal(grpc.StatusCode.NOT_FOUND, error.code())


def server_streaming(kernel):
    created = [kernel.create_user().id for _ in range(3)]
    responses = kernel.users.StreamUsers(user_pb2.StreamUsersRequest(), timeout=TIMEOUT)
    found = [response.user.id for response in responses]
    equal(created, [id for id in found if id in created])


def client_streaming(kernel):
    wanted = [new_user(display_name=f"user {number}") for number in range(5)]
    requests = (user_pb2.BatchCreateUsersRequest(user=user) for user in wanted)
    created = kernel.users.BatchCreateUsers(requests, timeout=TIMEOUT).users
    equal([user.email for user in wanted], [user.email for user in created])


def bidirectional(kernel):
    """The second request depends on the first response, so neither side may wait for the other's end."""
    requests = queue.SimpleQueue()
    responses = kernel.users.SyncUsers(iter(requests.get, None), timeout=TIMEOUT)
    user = user_pb2.User(email=new_user().email, display_name="Ada", role=user_pb2.USER_ROLE_MEMBER)
    requests.put(user_pb2.SyncUsersRequest(user=user))
    created = next(responses)
    equal(user_pb2.SYNC_STATUS_CREATED, created.status)
    created.user.display_name = "Ada Lovelace"
    requests.put(user_pb2.SyncUsersRequest(user=created.user))
    updated = next(responses)
    equal((user_pb2.SYNC_STATUS_UPDATED, created.user.id), (updated.status, updated.user.id))
    requests.put(user_pb2.SyncUsersRequest(user=updated.user))
    equal(user_pb2.SYNC_STATUS_UNCHANGED, next(responses).status)
    requests.put(None)
    equal([], list(responses))


def unknown_fields_survive(kernel):
    user = user_pb2.User(email=new_user().email, display_name="Ada")
    user.MergeFromString(LATER_FIELDS)
    [synced] = kernel.users.SyncUsers(iter([user_pb2.SyncUsersRequest(user=user)]), timeout=TIMEOUT)
    found = kernel.users.GetUser(user_pb2.GetUserRequest(id=synced.user.id), timeout=TIMEOUT).user
    fields = [(field.field_number, field.data) for field in unknown_fields.UnknownFieldSet(found)]
    equal([(1000, 150), (1001, b"later")], fields)


def typed_error(kernel):
    request = user_pb2.GetUserRequest(id=str(uuid.uuid4()))
    error = failure(lambda: kernel.users.GetUser(request, timeout=TIMEOUT))
    equal(grpc.StatusCode.NOT_FOUND, error.code())
    typed = detail(error, user_pb2.UserError())
    equal(("not_found", common_pb2.ERROR_CODE_NOT_FOUND), (typed.WhichOneof("error"), typed.not_found.code))
    equal(typed.not_found.message, error.details())
    equal(typed.not_found, detail(error, common_pb2.AppError()))


def typed_error_with_field(kernel):
    taken = kernel.create_user()
    error = failure(lambda: kernel.create_user(email=taken.email))
    equal(grpc.StatusCode.ALREADY_EXISTS, error.code())
    typed = detail(error, user_pb2.UserError())
    equal(("email_taken", "email"), (typed.WhichOneof("error"), typed.email_taken.field))


def typed_error_with_its_own_message(kernel):
    price = common_pb2.Money(currency_code="EUR", minor_units=1250)
    line = order_pb2.OrderLine(sku="tea", quantity=2, unit_price=price)
    request = order_pb2.CreateOrderRequest(user_id=kernel.create_user().id, lines=[line])
    order = kernel.orders.CreateOrder(request, timeout=TIMEOUT).order
    cancel = order_pb2.CancelOrderRequest(id=order.id, reason="coffee")
    kernel.orders.CancelOrder(cancel, timeout=TIMEOUT)
    error = failure(lambda: kernel.orders.CancelOrder(cancel, timeout=TIMEOUT))
    equal(grpc.StatusCode.FAILED_PRECONDITION, error.code())
    step = detail(error, order_pb2.OrderError()).illegal_transition
    equal((order.id, order_pb2.ORDER_STATUS_CANCELLED), (step.order_id, getattr(step, "from")))


def deadline(kernel):
    responses = kernel.users.WatchUsers(user_pb2.WatchUsersRequest(), timeout=0.3)
    error = failure(lambda: list(responses))
    equal(grpc.StatusCode.DEADLINE_EXCEEDED, error.code())


def cancellation(kernel):
    created = kernel.create_user()
    responses = kernel.users.WatchUsers(user_pb2.WatchUsersRequest(after_position=0), timeout=TIMEOUT)
    assert next(responses).position > 0
    responses.cancel()
    error = failure(lambda: list(responses))
    equal(grpc.StatusCode.CANCELLED, error.code())
    kernel.users.GetUser(user_pb2.GetUserRequest(id=created.id), timeout=TIMEOUT)


def resumed_stream(kernel):
    """A watcher that comes back with the last position it saw misses nothing and sees nothing twice."""
    created = [kernel.create_user().id for _ in range(4)]
    seen, position = [], 0
    while len(seen) < len(created):
        responses = kernel.users.WatchUsers(user_pb2.WatchUsersRequest(after_position=position), timeout=TIMEOUT)
        ours = (response for response in responses if response.user.id in created)
        for response in itertools.islice(ours, 2):
            assert response.position > position
            seen.append(response.user.id)
            position = response.position
        responses.cancel()
    equal(created, seen)


CHECKS = [
    unary,
    optional_fields,
    empty_response,
    server_streaming,
    client_streaming,
    bidirectional,
    unknown_fields_survive,
    typed_error,
    typed_error_with_field,
    typed_error_with_its_own_message,
    deadline,
    cancellation,
    resumed_stream,
]


def main():
    kernel = Kernel(sys.argv[1])
    for check in CHECKS:
        outcome = {"check": check.__name__, "error": None}
        try:
            check(kernel)
        except Exception as error:  # every failure is a result, whatever it is
            outcome["error"] = f"{type(error).__name__}: {error}"
        print(json.dumps(outcome), flush=True)


if __name__ == "__main__":
    main()
