// A full disk, as the database reports it and as our own files meet it. The real full disk:
// test/chaos/process/full-disk.test.ts.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mountSmallDisk, whyNoSmallDisk } from "../chaos/small-disk.ts";
import { stopOnce } from "../flows/gateway.ts";
import { type Answer, type House, type Merchant, NO_LIMITS, openHouse } from "./house.ts";

let house: House;
let shop: Merchant;
beforeAll(async () => {
  house = await openHouse();
  shop = await house.signUp("full");
});
afterAll(() => house.close());

const create = (key: string): Promise<Answer> =>
  house.call("POST", "/api/v1/payments", {
    as: shop.key,
    body: { amount: "7.5" },
    headers: { "idempotency-key": key },
  });
const written = async (key: string) => {
  const [row] = await house.sql(
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

test.each([
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
  async (code) => {
    const before = await written(code);
    // The last of the rows that a create writes in one statement.
    await house.sql(`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception using errcode = '${code}', message = 'raised by a test'; end $$`);
    await house.sql(
      "create trigger no_room before insert on idempotency_keys for each row execute function no_room()",
    );
    isUnavailable(await create(code));
    expect(await written(code)).toEqual(before);
    await house.sql("drop function no_room cascade");
    expect((await create(code)).status).toBe(201);
    expect(await written(code)).toMatchObject({ answers: 1, payments: Number(before?.payments) + 1 });
  },
);

const why = whyNoSmallDisk();
test.skipIf(why !== null)(
  `C-06 while the disk under the gateway's own files is full a create reads 503, and succeeds when there is room${why === null ? "" : ` (${why})`}`,
  async () => {
    const disk = mountSmallDisk(1);
    try {
      const env = { KP_DATA_DIR: join(disk.folder, "data") };
      const gateway = await house.world.open({ limits: NO_LIMITS }, env);
      await gateway.listen();
      disk.fill();
      const send = async (): Promise<Answer> => {
        const answer = await fetch(`${gateway.url}/api/v1/payments`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${shop.key}` },
          body: JSON.stringify({ amount: "7.5" }),
        });
        return { status: answer.status, headers: answer.headers, body: await answer.json() };
      };
      isUnavailable(await send());
      disk.free();
      expect((await send()).status).toBe(201);
      await stopOnce(gateway);
    } finally {
      disk.close();
    }
  },
);
