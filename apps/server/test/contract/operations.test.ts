// Every operation of the document, found by walking it: what it answers to a caller who may, and each refusal that its
// metadata makes possible. An operation needs no line here; `apps/server/test/fuzz/prepare-*.ts` say with which fields it
// succeeds. One test a kind of refusal makes it long.
import { errorTable, scopes } from "@kaspa-pay/api-contract";
import { expect, test as plainTest } from "vitest";
import { driverOf, movedClock } from "../fuzz/driver.ts";
import { openStore, type PreparedStore } from "../fuzz/open-store.ts";
import { bearer, PASSWORD } from "../fuzz/preparing.ts";
import { onSimnet } from "../support/addresses.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { rawRequest } from "../support/http.ts";
import { NO_LIMITS } from "../support/no-limits.ts";
import {
  ask,
  type Fields,
  isOpen,
  metadataOf,
  partsOf,
  proofOf,
  strangerOf,
  takes,
  wrongIn,
} from "./asking.ts";
import { faultOf } from "./check-answer.ts";
import { type Operation, operations } from "./documented-operations.ts";
import { fieldFor, type Known, PROVOCATIONS, provokingValue } from "./provoked.ts";

const clock = movedClock();
const test = gatewayTest({ mail: true, parts: { limits: NO_LIMITS, clock, hostNow: clock.now } });

const MINUTES = 60_000;
let base: string;
let mine: PreparedStore;
let foreign: PreparedStore;
let oldSession: string;
let steppedUpAt = 0;
/** A key with every scope but the named one. */
const keyWithout = new Map<string, string>();

test.beforeAll(async ({ gateway }) => {
  base = gateway.url;
  const driver = driverOf(gateway, gateway.sim, gateway.mailbox, clock);
  foreign = await openStore(driver);
  // So much time passes while a store is prepared that the password of this session is no longer recent.
  const { email } = foreign.person;
  oldSession = (await gateway.call("POST", "/api/v1/auth/login", { body: { email, password: PASSWORD } }))
    .body.token;
  mine = await openStore(driver);
  for (const scope of scopes) {
    const made = await gateway.call("POST", "/api/v1/api-keys", {
      as: mine.person.token,
      body: { name: `Without ${scope}`, scopes: scopes.filter((other) => other !== scope) },
    });
    keyWithout.set(scope, made.body.key);
  }
}, 10 * MINUTES);

async function steppedUp(store: PreparedStore): Promise<PreparedStore> {
  const { person } = store;
  const proved = { fields: { password: PASSWORD }, headers: bearer(person.token) };
  const { token } = (await ask(base, { operation: named("auth.stepUp"), ...proved })).json;
  return { ...store, person: { ...person, token } };
}

/** Some operations need a recent password and a rate of now, however long the tests take. */
test.beforeEach(async ({ gateway }) => {
  await gateway?.rates.tick();
  if (clock.now() < steppedUpAt + 2 * MINUTES) return;
  steppedUpAt = clock.now();
  [mine, foreign] = [await steppedUp(mine), await steppedUp(foreign)];
});

const named = (name: string) => operations.find((operation) => operation.name === name) as Operation;
const readyFor = (name: string, store = mine) => store.ready.get(name) ?? [];
const fieldsOf = (name: string) => readyFor(name)[0]?.fields ?? {};
const procedures = operations.flatMap((operation) => {
  const metadata = metadataOf(operation);
  return metadata === null ? [] : [{ name: operation.name, operation, metadata }];
});
const withBody = procedures.filter(({ operation }) => operation.body !== null);

test.for(operations.filter((operation) => !isOpen(operation)))(
  "$name is refused to a caller without proof",
  async (operation) => {
    const answer = await ask(base, { operation, fields: fieldsOf(operation.name) });
    expect(wrongIn(operation, answer, 401, "unauthorized")).toBeNull();
  },
);

test.for(procedures)("$name is refused to a caller with a wrong proof", async ({ name, operation }) => {
  const headers = bearer("kp_test_wrong");
  const answer = await ask(base, { operation, fields: fieldsOf(name), headers });
  expect(wrongIn(operation, answer, 401, "unauthorized")).toBeNull();
});

test.for(procedures.filter(({ metadata }) => metadata.auth.level === "keyed"))(
  "$name is refused to a key that lacks its scope, by name",
  async ({ name, operation, metadata }) => {
    const scope = metadata.auth.level === "keyed" ? metadata.auth.scope : "";
    const headers = bearer(keyWithout.get(scope) ?? "");
    const answer = await ask(base, { operation, fields: fieldsOf(name), headers });
    expect(wrongIn(operation, answer, 403, "forbidden")).toBeNull();
    expect(answer.json).toMatchObject({ scope, error: expect.stringContaining(scope) });
  },
);

test.for(procedures.filter(({ metadata }) => metadata.auth.level === "user"))(
  "$name is refused to every API key",
  async ({ name, operation }) => {
    const headers = bearer(mine.person.key);
    const answer = await ask(base, { operation, fields: fieldsOf(name), headers });
    expect(wrongIn(operation, answer, 403, "forbidden")).toBeNull();
  },
);

test.for(operations.filter((operation) => takes(operation, "keyHeader")))(
  "$name is refused to a secret key that comes from a page",
  async (operation) => {
    const headers = { ...bearer(mine.person.key), origin: "https://page.example" };
    const answer = await ask(base, { operation, fields: fieldsOf(operation.name), headers });
    expect(wrongIn(operation, answer, 403, "origin_not_allowed")).toBeNull();
  },
);

test.for(
  procedures.filter(({ operation }) => operation.parameters.some(({ name }) => name === "X-Store-Id")),
)("$name does not know another person's store", async ({ name, operation }) => {
  const stores = await ask(base, {
    operation: operations.find((other) => other.name === "stores.list") as never,
    headers: bearer(foreign.person.token),
  });
  const headers = { ...bearer(mine.person.token), "x-store-id": stores.json.data[0].id };
  const answer = await ask(base, { operation, fields: fieldsOf(name), headers });
  expect(wrongIn(operation, answer, 404, "not_found")).toBeNull();
});

const aboutOneObject = procedures.filter(
  ({ operation, metadata }) =>
    metadata.auth.level !== "open" && operation.parameters.some(({ in: where }) => where === "path"),
);
test.for(aboutOneObject)(
  "$name answers another store's id as one that nobody has",
  async ({ name, operation }) => {
    const [ready] = readyFor(name);
    expect(ready, `prepare ${name}`).toBeDefined();
    const headers = proofOf(
      operation,
      foreign,
      takes(operation, "keyHeader") ? { fields: {}, as: byWhom(name) } : undefined,
    );
    const fields = ready?.fields ?? {};
    const theirs = await ask(base, { operation, fields, headers });
    const nobodys = await ask(base, {
      operation,
      fields: { ...fields, id: strangerOf(String(fields.id)) },
      headers,
    });
    expect(wrongIn(operation, theirs, 404, "not_found")).toBeNull();
    expect({ ...theirs.json, requestId: null }).toEqual({ ...nobodys.json, requestId: null });
  },
);

/** Where every key is refused, the foreign caller is a person as well. */
const byWhom = (name: string): "session" | "key" => (readyFor(name)[0]?.as === "session" ? "session" : "key");

test.for(procedures.filter(({ metadata }) => metadata.input !== null))(
  "$name refuses a field that it does not know, by name",
  async ({ name, operation }) => {
    const [ready] = readyFor(name);
    const answer = await ask(base, {
      operation,
      fields: { ...ready?.fields, surprise: "1" },
      headers: proofOf(operation, mine, ready),
    });
    expect(wrongIn(operation, answer, 400, "invalid_request")).toBeNull();
    expect(answer.json.issues).toContainEqual(expect.objectContaining({ path: "surprise" }));
  },
);

test.for(withBody)("$name refuses a body that is too large", async ({ name, operation }) => {
  const [ready] = readyFor(name);
  const headers = proofOf(operation, mine, ready);
  const body = JSON.stringify({ padding: "x".repeat(1_200_000) });
  const answer = await ask(base, { operation, fields: ready?.fields ?? {}, headers, body });
  expect(wrongIn(operation, answer, 413, "too_large")).toBeNull();
});

test.for(withBody)(
  "$name refuses a body that is not JSON, by its type and by its text",
  async ({ name, operation }) => {
    const [ready] = readyFor(name);
    const fields = ready?.fields ?? {};
    const headers = proofOf(operation, mine, ready);
    const typed = { ...headers, "content-type": "text/plain" };
    const asText = await ask(base, { operation, fields, headers: typed });
    expect(wrongIn(operation, asText, 415, "unsupported_media_type")).toBeNull();
    const broken = await ask(base, { operation, fields, headers, body: '{"a":' });
    expect(wrongIn(operation, broken, 400, "invalid_request")).toBeNull();
  },
);

test.for(operations)("$name is refused under a host that is not the gateway's", async (operation) => {
  const { path, body } = partsOf({ operation, fields: fieldsOf(operation.name) });
  const headers = { host: "evil.example", ...(body !== null && { "content-type": "application/json" }) };
  const answer = await rawRequest(base + path, operation.method, headers, body ?? "");
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([421, "misdirected_request"]);
  expect(operation.responses.has("421")).toBe(true);
});

test.for(procedures.filter(({ metadata }) => metadata.stepUp.length > 0))(
  "$name asks a person for the password again",
  async ({ name, operation, metadata }) => {
    for (const { fields: asking } of metadata.stepUp) {
      // Any value: the password is asked for before a value is looked at.
      const dangerous = Object.fromEntries((asking ?? []).map((field) => [field, "x"]));
      const fields = { ...fieldsOf(name), ...dangerous };
      const answer = await ask(base, { operation, fields, headers: bearer(oldSession) });
      expect(wrongIn(operation, answer, 403, "reauth_required")).toBeNull();
    }
  },
);

// Of the other store, because an example may switch off or use up what the tests of success need.
const examples = procedures.flatMap(({ name, operation }) =>
  operation.examples.map((example, at) => ({ name, operation, example, at })),
);
test.for(examples)(
  "DX-04 $name takes its example $at of the document",
  async ({ name, operation, example }) => {
    const [ready] = readyFor(name, foreign);
    const inPath = Object.fromEntries(
      Object.entries(ready?.fields ?? {}).filter(([field]) => operation.path.includes(`{${field}}`)),
    );
    const headers = takes(operation, "bearer") ? bearer(foreign.person.token) : {};
    const answer = await ask(base, { operation, fields: { ...inPath, ...onOurNetwork(example) }, headers });
    // People, orders and transactions of an example may not exist; nothing is wrong with its form or its values.
    expect([200, 201, 202, 401, 404, 409], answer.text).toContain(answer.status);
  },
);

/** Examples are of the main network, the store is of the simulated one. */
function onOurNetwork(example: Fields): Fields {
  const text = JSON.stringify(example).replace(/kaspa:[a-z0-9]{61}/g, onSimnet);
  return JSON.parse(text);
}

/** What the merchant has already. */
async function knownOf({ person }: PreparedStore): Promise<Known> {
  const headers = bearer(person.key);
  const [payment] = (await ask(base, { operation: named("payments.list"), headers })).json.data;
  const [link] = (await ask(base, { operation: named("links.list"), headers })).json.data;
  return { ownAddress: payment.kaspaAddress, usedSlug: link.slug, usedEmail: person.email };
}

const refusals = procedures.flatMap(({ metadata, ...rest }) =>
  metadata.rest.errors.filter((code) => code in PROVOCATIONS).map((code) => ({ ...rest, metadata, code })),
);
test.for(refusals)("$name answers $code for a value that causes it", async (refusal) => {
  const { name, operation, metadata, code } = refusal;
  const field = fieldFor(operation, code);
  // What no field causes comes from the object that the path names.
  if (field === null) return void expect(metadata.pathParams, `nothing causes ${code}`).not.toEqual([]);
  const all = readyFor(name);
  const ready = all.find(({ fields }) => field in fields) ?? all.at(-1);
  const value = provokingValue(code, field, await knownOf(mine));
  // A session may change what no key may; nobody signs up with one.
  const headers = takes(operation, "bearer") ? bearer(mine.person.token) : {};
  const answer = await ask(base, { operation, fields: { ...ready?.fields, [field]: value }, headers });
  expect(wrongIn(operation, answer, errorTable[code].status, code)).toBeNull();
});

test.for(procedures.filter(({ metadata }) => metadata.rest.idempotent === true))(
  "$name answers a repeat under one Idempotency-Key alike, and refuses the key for another body",
  async ({ name, operation }) => {
    // What is ready first is left for the test of success: some operations, such as a rotation, succeed once.
    const [second, first] = readyFor(name);
    expect([first, second], `prepare ${name} twice, with different fields`).not.toContain(undefined);
    expect(first?.fields).not.toEqual(second?.fields);
    const as = first?.as === "session" ? "session" : "key";
    const proof = takes(operation, "keyHeader") ? ({ fields: {}, as } as const) : undefined;
    const headers = { ...proofOf(operation, mine, proof), "idempotency-key": `key of ${name}` };
    const asked = { operation, fields: first?.fields ?? {}, headers };
    const made = await ask(base, asked);
    expect(faultOf(operation, made)).toBeNull();
    expect(made.status, made.text).toBeLessThan(300);
    expect(made.headers.has("idempotent-replayed")).toBe(false);
    const again = await ask(base, asked);
    expect([again.status, again.json]).toEqual([made.status, made.json]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const conflict = await ask(base, { ...asked, fields: second?.fields ?? {} });
    expect(wrongIn(operation, conflict, 409, "idempotency_conflict")).toBeNull();
  },
);

/** They end sessions that other operations are called with. */
const ENDS_SESSIONS = /^auth\.(end|logout|stepUp|changePassword|resetPassword)/;
const inOrder = operations.toSorted(
  (a, b) => Number(ENDS_SESSIONS.test(a.name)) - Number(ENDS_SESSIONS.test(b.name)),
);
test.for(inOrder)("DX-04 $name succeeds, with an answer as in the document", async (operation) => {
  const [ready] = readyFor(operation.name);
  const headers = proofOf(operation, mine, ready);
  const answer = await ask(base, { operation, fields: ready?.fields ?? {}, headers });
  expect(answer.status, answer.text).toBeLessThan(300);
  expect(faultOf(operation, answer)).toBeNull();
});

plainTest("the walk meets every procedure that has a route", () => {
  expect(procedures.length).toBeGreaterThan(80);
});
