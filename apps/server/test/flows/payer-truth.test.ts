// What a payer, or anybody with the id alone, is told of an exceptional payment: the page's data, the public status and
// its stream (checkout.md 3 and 4).
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const OVER_MS = 5 * MINUTE_MS + 31_000;

test("5.4 the timeline notes when the payer first opened the checkout, once, by page or by element", async () => {
  const [byPage, byElement, never] = [await till.sale(), await till.sale(), await till.sale()];
  const path = `/api/v1/payments/${byElement.id}?token=${byElement.clientToken}`;
  await Promise.all([byPage.page(), byPage.page(), till.call("GET", path), till.call("GET", path)]);
  await byPage.page();
  await never.status();
  expect((await till.call("GET", `/p/${never.id}?token=wrong`)).status).toBe(200);
  for (const [sale, rows] of [
    [byPage, ["payment.created", "address", "checkout.opened"]],
    [byElement, ["payment.created", "address", "checkout.opened"]],
    [never, ["payment.created", "address"]],
  ] as const) {
    const { timeline, version } = await sale.full();
    expect(timeline.map(({ kind }) => kind).filter((kind) => !kind.startsWith("webhook_"))).toEqual(rows);
    expect(version).toBe(1);
  }
  const { timeline } = await byPage.full();
  expect(timeline.find(({ kind }) => kind === "checkout.opened")).toMatchObject({
    actor: "payer",
    detail: {},
  });
});
