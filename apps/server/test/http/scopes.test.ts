// A scope is listed only when some procedure or route asks for it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scopes } from "@kaspa-pay/api-contract";
import { expect } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { gatewayTest } from "../support/fixtures.ts";

const test = gatewayTest();

/** Routes that are no procedures: each answers 403 and names the scope to a key without it. */
const PLAIN = [{ path: "/api/v1/payments/export.csv", scope: "reports:read" }];

test("every scope is asked for by a procedure or a plain route", () => {
  const asked = new Set<string>(PLAIN.map(({ scope }) => scope));
  for (const { auth } of operations) if (auth.level === "keyed") asked.add(auth.scope);
  expect([...asked].toSorted()).toEqual([...scopes].toSorted());
});

test.for(PLAIN)(
  "$path without $scope is refused, and the answer names the scope",
  async ({ path, scope }, { gateway, merchant }) => {
    const key = async (given: readonly string[]) =>
      (
        await gateway.call("POST", "/api/v1/api-keys", {
          as: merchant.token,
          body: { name: "One", scopes: given },
        })
      ).body.key;
    const others = await key(scopes.filter((other) => other !== scope));
    const refused = await gateway.call("GET", path, { as: others });
    expect([refused.status, refused.body.scope ?? refused.body.error]).toEqual([
      403,
      expect.stringContaining(scope),
    ]);
    expect((await gateway.call("GET", path, { as: await key(scopes) })).status).toBe(200);
  },
);

test("an older key keeps those of its scopes that exist", async ({ gateway, merchant }) => {
  const made = await gateway.call("POST", "/api/v1/api-keys", {
    as: merchant.token,
    body: { name: "Old", scopes: ["payments:read"] },
  });
  await gateway.sql(
    "update api_keys set scopes = array['refunds:write', 'payments:read', 'payouts:write'] where name = 'Old'",
  );
  const migration = readFileSync(
    join(import.meta.dirname, "../../src/database/migrations/013-built-scopes.ts"),
    "utf8",
  );
  const statement = /sql`([^`]*)`/.exec(migration)?.[1] ?? "";
  await gateway.sql(statement);
  const list = await gateway.call("GET", "/api/v1/api-keys", { as: merchant.token });
  const old = list.body.data.find(({ id }: { id: string }) => id === made.body.id);
  expect([list.status, old.scopes]).toEqual([200, ["payments:read"]]);
});
