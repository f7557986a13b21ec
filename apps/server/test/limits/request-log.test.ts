// How many rows one key may add to the request log (docs/spec/api-conventions.md#request-log).
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";

const test = gatewayTest({ clock: "stepped" });

const statuses = async (gateway: TestGateway): Promise<number[]> => {
  await gateway.useCases.requestLog.tick();
  const rows = await gateway.sql("select status from api_requests order by status");
  return rows.map(({ status }) => Number(status));
};

test("a key adds at most as many rows a minute as its limits allow calls, and one of those that are too many", async ({
  gateway,
  merchant,
  clock,
}) => {
  const limits = { readsPerMinute: 3, writesPerMinute: 1 };
  const { body } = await gateway.call("POST", "/api/v1/api-keys", {
    as: merchant.token,
    body: { name: "Loop", scopes: ["payments:read"], ...limits },
  });
  const times = async (count: number, method: "GET" | "POST", path: string) => {
    const answers = new Set<number>();
    for (let made = 0; made < count; made++)
      answers.add((await gateway.call(method, `/api/v1/${path}`, { as: body.key, body: undefined })).status);
    return [...answers];
  };
  await gateway.sql("delete from api_requests");
  const before = gateway.useCases.requestLog.dropped();
  expect(await times(8, "GET", "payments")).toEqual([200, 429]);
  expect(await times(8, "POST", "links")).toEqual([403]);
  expect(await statuses(gateway)).toEqual([200, 200, 200, 403, 429]);
  expect(gateway.useCases.requestLog.dropped() - before).toBe(11);
  await clock.advance(MINUTE_MS);
  expect(await times(8, "POST", "links")).toEqual([403]);
  expect(await statuses(gateway)).toEqual([200, 200, 200, 403, 403, 403, 403, 403, 429]);
});
