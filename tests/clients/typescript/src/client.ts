// Drives a running kernel through the code that was generated from proto/; prints one JSON line per check.

import { deepStrictEqual as equal } from "node:assert";
import { randomUUID } from "node:crypto";
import { create, fromBinary, toBinary, type DescMessage, type MessageInitShape, type MessageShape } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient, type Client } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { createWritableIterable } from "@connectrpc/connect/protocol";
import { AppErrorSchema, ErrorCode } from "./gen/common/v1/common_pb.js";
import { OrderErrorSchema, OrderService, OrderStatus } from "./gen/order/v1/order_pb.js";
import {
  CreateUserRequestSchema,
  SyncStatus,
  type SyncUsersRequestSchema,
  type User,
  UserErrorSchema,
  UserRole,
  UserSchema,
  UserService,
} from "./gen/user/v1/user_pb.js";

// What a later version of the contract might add to a user: field 1000 = 150, field 1001 = "later".
const LATER_FIELDS = Buffer.from("c03e9601" + "ca3e05" + "6c61746572", "hex");
const TIMEOUT = { timeoutMs: 10_000 };

interface Kernel {
  users: Client<typeof UserService>;
  orders: Client<typeof OrderService>;
}

function newUser(fields: MessageInitShape<typeof CreateUserRequestSchema> = {}) {
  const email = `typescript-${randomUUID()}@example.com`;
  return create(CreateUserRequestSchema, { email, displayName: "Ada", ...fields });
}

async function createUser(kernel: Kernel, fields: MessageInitShape<typeof CreateUserRequestSchema> = {}): Promise<User> {
  return present((await kernel.users.createUser(newUser(fields), TIMEOUT)).user);
}

async function getUser(kernel: Kernel, id: string): Promise<User> {
  return present((await kernel.users.getUser({ id }, TIMEOUT)).user);
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a message is missing");
  return value;
}

/** The error with which a call fails. */
async function failure(call: () => Promise<unknown>): Promise<ConnectError> {
  try {
    await call();
  } catch (error) {
    return ConnectError.from(error);
  }
  throw new Error("the call succeeded");
}

/** The detail of this type that the status carries. */
function detail<T extends DescMessage>(error: ConnectError, schema: T): MessageShape<T> {
  return present(error.findDetails(schema)[0]);
}

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

async function unary(kernel: Kernel) {
  const postal = { lines: ["1 High Street"], city: "London", countryCode: "GB" };
  const created = await createUser(kernel, {
    role: UserRole.ADMIN,
    labels: { team: "core" },
    contact: { case: "postal", value: postal },
  });
  const found = await getUser(kernel, created.id);
  equal(found, created);
  equal([found.role, found.labels], [UserRole.ADMIN, { team: "core" }]);
  equal([found.contact.case, found.contact.case === "postal" && found.contact.value.city], ["postal", "London"]);
}

async function optionalFields(kernel: Kernel) {
  const created = await createUser(kernel, { contact: { case: "phone", value: "+442079460000" } });
  const changed = present((await kernel.users.updateUser({ id: created.id, displayName: "" }, TIMEOUT)).user);
  equal([changed.email, changed.displayName], [created.email, ""]);
}

async function emptyResponse(kernel: Kernel) {
  const created = await createUser(kernel, { contact: { case: "doNotContact", value: {} } });
  await kernel.users.deleteUser({ id: created.id }, TIMEOUT);
  const error = await failure(() => getUser(kernel, created.id));
  equal(error.code, Code.NotFound);
}

async function serverStreaming(kernel: Kernel) {
  const created: string[] = [];
  for (let number = 0; number < 3; number++) created.push((await createUser(kernel)).id);
  const responses = await collect(kernel.users.streamUsers({}, TIMEOUT));
  const found = responses.map((response) => present(response.user).id);
  equal(found.filter((id) => created.includes(id)), created);
}

async function clientStreaming(kernel: Kernel) {
  const wanted = [0, 1, 2, 3, 4].map((number) => newUser({ displayName: `user ${number}` }));
  async function* requests() {
    for (const user of wanted) yield { user };
  }
  const created = (await kernel.users.batchCreateUsers(requests(), TIMEOUT)).users;
  equal(created.map((user) => user.email), wanted.map((user) => user.email));
}

/** The second request depends on the first response, so neither side may wait for the other's end. */
async function bidirectional(kernel: Kernel) {
  const requests = createWritableIterable<MessageInitShape<typeof SyncUsersRequestSchema>>();
  const responses = kernel.users.syncUsers(requests, TIMEOUT)[Symbol.asyncIterator]();
  void requests.write({ user: { email: newUser().email, displayName: "Ada", role: UserRole.MEMBER } });
  const created = (await responses.next()).value;
  equal(created.status, SyncStatus.CREATED);
  void requests.write({ user: { ...created.user, displayName: "Ada Lovelace" } });
  const updated = (await responses.next()).value;
  equal([updated.status, updated.user.id], [SyncStatus.UPDATED, created.user.id]);
  void requests.write({ user: updated.user });
  equal((await responses.next()).value.status, SyncStatus.UNCHANGED);
  requests.close();
  equal((await responses.next()).done, true);
}

async function unknownFieldsSurvive(kernel: Kernel) {
  const known = create(UserSchema, { email: newUser().email, displayName: "Ada" });
  const user = fromBinary(UserSchema, Buffer.concat([toBinary(UserSchema, known), LATER_FIELDS]));
  async function* requests() {
    yield { user };
  }
  const [synced] = await collect(kernel.users.syncUsers(requests(), TIMEOUT));
  const found = await getUser(kernel, present(synced?.user).id);
  const fields = (found.$unknown ?? []).map((field) => [field.no, Buffer.from(field.data).toString("hex")]);
  equal(fields, [[1000, "9601"], [1001, "05" + "6c61746572"]]);
}

async function typedError(kernel: Kernel) {
  const error = await failure(() => getUser(kernel, randomUUID()));
  equal(error.code, Code.NotFound);
  const typed = detail(error, UserErrorSchema).error;
  if (typed.case !== "notFound") throw new Error(`the error is ${typed.case}`);
  equal([typed.value.code, typed.value.message], [ErrorCode.NOT_FOUND, error.rawMessage]);
  equal(detail(error, AppErrorSchema), typed.value);
}

async function typedErrorWithField(kernel: Kernel) {
  const taken = await createUser(kernel);
  const error = await failure(() => createUser(kernel, { email: taken.email }));
  equal(error.code, Code.AlreadyExists);
  const typed = detail(error, UserErrorSchema).error;
  equal([typed.case, typed.value?.field], ["emailTaken", "email"]);
}

async function typedErrorWithItsOwnMessage(kernel: Kernel) {
  const lines = [{ sku: "tea", quantity: 2, unitPrice: { currencyCode: "EUR", minorUnits: 1250n } }];
  const userId = (await createUser(kernel)).id;
  const { id } = present((await kernel.orders.createOrder({ userId, lines }, TIMEOUT)).order);
  await kernel.orders.cancelOrder({ id, reason: "coffee" }, TIMEOUT);
  const error = await failure(() => kernel.orders.cancelOrder({ id, reason: "coffee" }, TIMEOUT));
  equal(error.code, Code.FailedPrecondition);
  const typed = detail(error, OrderErrorSchema).error;
  if (typed.case !== "illegalTransition") throw new Error(`the error is ${typed.case}`);
  equal([typed.value.orderId, typed.value.from], [id, OrderStatus.CANCELLED]);
}

async function deadline(kernel: Kernel) {
  const error = await failure(() => collect(kernel.users.watchUsers({}, { timeoutMs: 300 })));
  equal(error.code, Code.DeadlineExceeded);
}

async function cancellation(kernel: Kernel) {
  const created = await createUser(kernel);
  const abort = new AbortController();
  const responses = kernel.users.watchUsers({ afterPosition: 0n }, { ...TIMEOUT, signal: abort.signal });
  const error = await failure(async () => {
    for await (const response of responses) {
      equal(response.position > 0n, true);
      abort.abort();
    }
  });
  equal(error.code, Code.Canceled);
  await getUser(kernel, created.id);
}

/** A watcher that comes back with the last position it saw misses nothing and sees nothing twice. */
async function resumedStream(kernel: Kernel) {
  const created: string[] = [];
  for (let number = 0; number < 4; number++) created.push((await createUser(kernel)).id);
  const seen: string[] = [];
  let position = 0n;
  while (seen.length < created.length) {
    const wanted = seen.length + 2;
    for await (const response of kernel.users.watchUsers({ afterPosition: position }, TIMEOUT)) {
      equal(response.position > position, true);
      position = response.position;
      const { id } = present(response.user);
      if (created.includes(id)) seen.push(id);
      if (seen.length === wanted) break;
    }
  }
  equal(seen, created);
}

const CHECKS: Record<string, (kernel: Kernel) => Promise<void>> = {
  unary,
  optional_fields: optionalFields,
  empty_response: emptyResponse,
  server_streaming: serverStreaming,
  client_streaming: clientStreaming,
  bidirectional,
  unknown_fields_survive: unknownFieldsSurvive,
  typed_error: typedError,
  typed_error_with_field: typedErrorWithField,
  typed_error_with_its_own_message: typedErrorWithItsOwnMessage,
  deadline,
  cancellation,
  resumed_stream: resumedStream,
};

const transport = createGrpcTransport({ baseUrl: `http://${process.argv[2]}` });
const kernel = { users: createClient(UserService, transport), orders: createClient(OrderService, transport) };
for (const [check, run] of Object.entries(CHECKS)) {
  const error = await run(kernel).then(() => null, String);
  console.log(JSON.stringify({ check, error }));
}
process.exit();
