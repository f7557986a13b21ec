// Actions that a stolen session must not do: found by walking the router, each refused until the password was entered.
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { describe, expect } from "vitest";
import { z } from "zod";
import { openApiDocument } from "../../src/http/openapi.ts";
import { type Operation, operations } from "../../src/http/operations.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { errorBody } from "../support/http.ts";
import { PASSWORD, seedStore } from "../support/merchant.ts";

const test = gatewayTest();

let seeded: Awaited<ReturnType<typeof seedStore>>;
test.beforeAll(async ({ gateway, merchant }) => {
  seeded = await seedStore(merchant);
  await gateway.sql("update sessions set stepped_up_at = null");
});

const GUARDED = operations.filter(({ stepUp }) => stepUp.length > 0);

/** Fields that say where money, data or payers go. */
const DANGEROUS_FIELDS = [
  "kaspaAddress",
  "xpub",
  "url",
  "callbackUrl",
  "redirectHosts",
  "allowedOrigins",
  "role",
  "totp",
];
/** Fields of answers that may hold a credential. */
const CREDENTIALS = ["secret", "redirectSecret", "callbackSecret", "key", "apiKey", "token"];

/** Procedures with such a field that need no password, with the reason. */
const FREE: Readonly<Record<string, string>> = {
  "auth.register": "makes the account that it concerns",
  "auth.registerSession": "makes the account that it concerns",
  "auth.login": "asks for the password itself",
  "auth.startSession": "asks for the password itself",
  "auth.stepUp": "asks for the password itself",
  "auth.changePassword": "asks for the password itself",
  "auth.me": "shows a masked key",
  "webhooks.get": "shows a masked secret",
  "webhooks.update": "guarded for its URL; its answer shows a masked secret",
};

function fieldsOf(type: z.ZodType | null): string[] {
  return type instanceof z.ZodObject ? Object.keys(type.shape) : [];
}

const isDangerous = ({ kind, input, output }: Operation): boolean =>
  (kind === "mutation" && fieldsOf(input).some((name) => DANGEROUS_FIELDS.includes(name))) ||
  fieldsOf(output).some((name) => CREDENTIALS.includes(name));

test("every procedure that gives a credential or moves money or data asks for the password, or is listed with the reason why not", () => {
  const open = operations.filter((operation) => isDangerous(operation) && operation.stepUp.length === 0);
  const known = Object.keys(FREE);
  expect(open.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  const names = GUARDED.map(({ name }) => name);
  for (const name of ["settings.update", "settings.rotateRedirectSecret", "apiKeys.create", "apiKeys.revoke"])
    expect(names).toContain(name);
  for (const name of ["webhooks.create", "webhooks.update", "webhooks.rotateSecret"])
    expect(names).toContain(name);
  for (const { name } of operations.filter((operation) => /rotate|secret/i.test(operation.name)))
    expect(names).toContain(name);
});

test("each field that a rule names is a field of its input", () => {
  for (const { name, input, stepUp } of GUARDED)
    for (const { fields = [] } of stepUp)
      for (const field of fields) expect(fieldsOf(input), name).toContain(field);
});

/** A valid input of each guarded procedure, with the fields of the rule; other fields make it complete. */
const INPUTS: Readonly<Record<string, (field: string | undefined) => unknown>> = {
  "settings.update": (field) => ({ [field ?? ""]: VALUES[field ?? ""] }),
  "settings.redirectSecret": () => undefined,
  "settings.rotateRedirectSecret": () => undefined,
  "settings.callbackSecret": () => undefined,
  "settings.rotateCallbackSecret": () => undefined,
  "settings.finishCallbackRotation": () => undefined,
  "payments.create": (field) => ({ amount: "5", [field ?? ""]: VALUES[field ?? ""] }),
  "apiKeys.create": () => ({ name: "thief" }),
  "apiKeys.revoke": () => ({ id: seeded.apiKey.id }),
  "webhooks.create": () => ({ url: "http://127.0.0.1:9/thief" }),
  "webhooks.update": () => ({ id: seeded.endpoint.id, url: "http://127.0.0.1:9/thief" }),
  "webhooks.rotateSecret": () => ({ id: seeded.endpoint.id }),
  "webhooks.finishRotation": () => ({ id: seeded.endpoint.id }),
};
const VALUES: Record<string, unknown> = {
  redirectHosts: ["shop.example"],
  allowedOrigins: ["https://shop.example"],
  callbackUrl: "http://127.0.0.1:9/thief",
};
test.beforeAll(async ({ gateway, merchant }) => {
  VALUES.xpub = await newDemoAccountKey();
  const { body } = await gateway.call("GET", "/api/v1/settings", { as: merchant.key });
  VALUES.kaspaAddress = body.wallet.addresses[0].address;
});

const CASES = GUARDED.flatMap((guarded) =>
  guarded.stepUp.flatMap((rule) =>
    (rule.fields ?? [undefined]).map((field) => ({
      ...guarded,
      field,
      rule,
      title: `${guarded.name} ${field ?? ""}`,
    })),
  ),
);

async function overRest(gateway: TestGateway, { rest }: Operation, input: unknown, as: string) {
  const { id, ...body } = (input ?? {}) as Record<string, unknown>;
  const path = (rest?.path ?? "").replace(":id", String(id));
  const sent = rest?.method === "GET" || rest?.method === "DELETE" ? {} : { body };
  return gateway.call(rest?.method ?? "", `/api/v1${path}`, { as, ...sent });
}

describe.each(CASES)("$title", (guarded) => {
  const ask = (gateway: TestGateway, as: string) =>
    gateway.trpc(
      guarded.kind === "query" ? "query" : "mutation",
      guarded.name,
      INPUTS[guarded.name]?.(guarded.field) ?? "",
      as,
    );

  test("is refused to a session without a recent password, over tRPC and REST", async ({
    gateway,
    merchant,
  }) => {
    expect(INPUTS[guarded.name], "a new guarded operation needs an input here").toBeDefined();
    const answers = [await ask(gateway, merchant.token)];
    if (guarded.rest)
      answers.push(await overRest(gateway, guarded, INPUTS[guarded.name]?.(guarded.field), merchant.token));
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(errorBody(answer)).toMatchObject({ code: "reauth_required" });
    }
  });

  test(`is ${guarded.rule.keys} to an API key that has every scope`, async ({ gateway, merchant }) => {
    if (guarded.rule.keys === "allowed") {
      expect((await ask(gateway, merchant.key)).status).toBeLessThan(300);
      return;
    }
    const answers = [await ask(gateway, merchant.key)];
    if (guarded.rest)
      answers.push(await overRest(gateway, guarded, INPUTS[guarded.name]?.(guarded.field), merchant.key));
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(errorBody(answer)).toMatchObject({
        code: "forbidden",
        error: expect.stringContaining("sign in"),
      });
    }
  });
});

test("the document says of each guarded route that it may answer reauth_required, and when", () => {
  const document = JSON.parse(JSON.stringify(openApiDocument("0"))) as {
    paths: Record<string, Record<string, { description?: string; responses: Record<string, unknown> }>>;
  };
  for (const { rest, name } of GUARDED) {
    if (rest === null) continue;
    const path = rest.path.replace(/:(\w+)/g, "{$1}");
    const described = document.paths[path]?.[rest.method.toLowerCase()];
    expect(described?.description, name).toMatch(/password entered in the last five minutes/);
    expect(described?.description, name).toMatch(/Refused with: .*403 `reauth_required`/);
    expect(described?.responses["403"], name).toBeDefined();
  }
});

test("a new account sets itself up without being asked again", async ({ gateway }) => {
  const fresh = await gateway.signUp("fresh");
  const send = (method: string, path: string, body: unknown) =>
    gateway.call(method, `/api/v1${path}`, { as: fresh.token, body });
  expect((await send("PATCH", "/settings", { xpub: await newDemoAccountKey() })).status).toBe(200);
  expect((await send("POST", "/webhooks", { url: "http://127.0.0.1:9/hook" })).status).toBe(201);
  expect((await send("POST", "/api-keys", { name: "Mine" })).status).toBe(201);
});

test("nobody gives a key a right that they have not: neither a key nor a manager", async ({ gateway }) => {
  const narrow = await gateway.signUp("narrow");
  const make = (as: string, body: object) => gateway.call("POST", "/api/v1/api-keys", { as, body });
  const { body: settingsKey } = await make(narrow.token, { name: "S", scopes: ["settings:write"] });
  expect(await make(settingsKey.key, { name: "all" })).toMatchObject({
    status: 403,
    body: { code: "forbidden" },
  });
  await gateway.sql("update store_members set role = 'manager' where user_id = $1", [
    narrow.userId.slice(narrow.userId.indexOf("_") + 1),
  ]);
  expect(await make(narrow.token, { name: "W", scopes: ["webhooks:write"] })).toMatchObject({
    status: 403,
    body: { code: "forbidden", scope: "webhooks:write" },
  });
  const { body: all } = await make(narrow.token, { name: "all of mine" });
  expect(all.scopes).not.toContain("webhooks:write");
  expect(all.scopes).toContain("settings:write");
});

test("after the password was entered the actions are done", async ({ gateway, merchant }) => {
  const proved = await gateway.call("POST", "/api/v1/auth/step-up", {
    as: merchant.token,
    body: { password: PASSWORD },
  });
  const made = await gateway.call("POST", "/api/v1/webhooks", {
    as: proved.body.token,
    body: { url: "http://127.0.0.1:9/mine" },
  });
  expect(made.status).toBe(201);
});
