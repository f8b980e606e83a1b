// Drives a running kernel over REST with the types that were generated from its OpenAPI document; prints one JSON line per check.

import { deepStrictEqual as equal } from "node:assert";
import { randomUUID } from "node:crypto";
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./gen/api.js";

type User = components["schemas"]["user.v1.User"];
type Api = Client<paths>;

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a value is missing");
  return value;
}

async function createUser(api: Api): Promise<User> {
  const body = { email: `openapi-${randomUUID()}@example.com`, displayName: "Ada", role: "USER_ROLE_ADMIN" as const };
  const { data, error } = await api.POST("/v1/users", { body: { ...body, labels: { team: "blue" }, phone: "+41440000000" } });
  if (error) throw new Error(`${error.code}: ${error.detail}`);
  return present(data.user);
}

async function getUser(api: Api, id: string): Promise<User> {
  const { data } = await api.GET("/v1/users/{id}", { params: { path: { id } } });
  return present(data?.user);
}

const CHECKS: Record<string, (api: Api) => Promise<void>> = {
  async create(api) {
    const user = await createUser(api);
    equal([user.role, user.labels, user.phone], ["USER_ROLE_ADMIN", { team: "blue" }, "+41440000000"]);
    equal(Number.isNaN(Date.parse(present(user.createdAt))), false);
  },
  async read(api) {
    const user = await createUser(api);
    equal(await getUser(api, present(user.id)), user);
  },
  async query(api) {
    await createUser(api);
    await createUser(api);
    const query = { "page.pageSize": 1, status: "USER_STATUS_ACTIVE" as const };
    const { data } = await api.GET("/v1/users", { params: { query } });
    equal(present(data?.users).length, 1);
    equal(present(data?.users?.[0]).status, "USER_STATUS_ACTIVE");
    equal([data?.page?.pageSize, data?.page?.hasNext], [1, true]);
  },
  async path_and_body(api) {
    const id = present((await createUser(api)).id);
    const { data } = await api.PATCH("/v1/users/{id}", { params: { path: { id } }, body: { displayName: "Grace" } });
    equal(data?.user?.displayName, "Grace");
    equal((await getUser(api, id)).displayName, "Grace");
  },
  async deleted(api) {
    const id = present((await createUser(api)).id);
    const { data, error } = await api.DELETE("/v1/users/{id}", { params: { path: { id } } });
    equal([data, error], [{}, undefined]);
  },
  async problem(api) {
    const { error, response } = await api.GET("/v1/users/{id}", { params: { path: { id: randomUUID() } } });
    equal([response.status, error?.status, error?.code], [404, 404, "NOT_FOUND"]);
  },
};

const api = createClient<paths>({ baseUrl: `http://${process.argv[2]}` });
for (const [check, run] of Object.entries(CHECKS)) {
  const error = await run(api).then(() => null, String);
  console.log(JSON.stringify({ check, error }));
}
