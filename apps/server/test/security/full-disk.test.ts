// A full disk, as the database reports it and as our own files meet it. The real full disk:
// test/chaos/process/full-disk.test.ts.
import { join } from "node:path";
import { expect } from "vitest";
import { mountSmallDisk, whyNoSmallDisk } from "../chaos/small-disk.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Answer } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest();

const create = (merchant: Merchant, key: string): Promise<Answer> =>
  merchant.gateway.call("POST", "/api/v1/payments", {
    as: merchant.key,
    body: { amount: "7.5" },
    headers: { "idempotency-key": key },
  });
const written = async (gateway: TestGateway, key: string) => {
  const [row] = await gateway.sql(
    `select (select count(*) from payments)::int as payments, (select count(*) from events)::int as events,
      (select count(*) from idempotency_keys where key = $1)::int as answers,
      (select count(*) from address_assignments)::int as addresses`,
    [key],
  );
  return row;
};
const isUnavailable = ({ status, body, headers }: Answer): void => {
  expect([status, body.code]).toEqual([503, "unavailable"]);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
};

test.for<[code: string, name: string]>([
  ["53100", "disk_full"],
  ["53200", "out_of_memory"],
  ["53300", "too_many_connections"],
  ["53400", "configuration_limit_exceeded"],
  ["57014", "query_canceled: it took too long"],
  ["57P01", "admin_shutdown"],
  ["57P02", "crash_shutdown"],
  ["57P03", "cannot_connect_now"],
  ["58030", "io_error"],
])(
  "C-06 a create that the database ends with %s (%s) reads 503, leaves nothing, and succeeds later under its key",
  async ([code], { gateway, merchant }) => {
    const before = await written(gateway, code);
    // The last of the rows that a create writes in one statement.
    await gateway.sql(`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception using errcode = '${code}', message = 'raised by a test'; end $$`);
    await gateway.sql(
      "create trigger no_room before insert on idempotency_keys for each row execute function no_room()",
    );
    isUnavailable(await create(merchant, code));
    expect(await written(gateway, code)).toEqual(before);
    await gateway.sql("drop function no_room cascade");
    expect((await create(merchant, code)).status).toBe(201);
    expect(await written(gateway, code)).toMatchObject({
      answers: 1,
      payments: Number(before?.payments) + 1,
    });
  },
);

const why = whyNoSmallDisk();
test.skipIf(why !== null)(
  `C-06 while the disk under the gateway's own files is full a create reads 503, and succeeds when there is room${why === null ? "" : ` (${why})`}`,
  async ({ gateway, merchant }) => {
    const disk = mountSmallDisk(1);
    try {
      const env = { KP_DATA_DIR: join(disk.folder, "data") };
      const small = await gateway.startAnother({}, env);
      disk.fill();
      const send = async (): Promise<Answer> => {
        const answer = await fetch(`${small.url}/api/v1/payments`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${merchant.key}` },
          body: JSON.stringify({ amount: "7.5" }),
        });
        return { status: answer.status, headers: answer.headers, body: await answer.json() };
      };
      isUnavailable(await send());
      disk.free();
      expect((await send()).status).toBe(201);
      await small.stop();
    } finally {
      disk.close();
    }
  },
);
