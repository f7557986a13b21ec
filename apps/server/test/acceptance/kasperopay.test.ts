// KasperoPay's documentation of webhooks, followed as it is printed: its body, its three handlers and its check of a
// payment's status. Endpoints with the format `flat` send that body.
import { join } from "node:path";
import { afterAll, describe, expect } from "vitest";
import {
  freePort,
  isInstalled,
  LISTENING,
  runningSamples,
  type Sample,
  type Started,
  startProgram,
} from "../../../../packages/webhooks/test/support/sample-receivers.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { Merchant } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest();
const running = runningSamples();
afterAll(() => running.stop());

const HANDLERS: readonly Sample[] = [
  { name: "node.mjs", probe: ["node", "--version"], ships: false },
  { name: "php.php", probe: ["php", "--version"], ships: false },
  { name: "flask_app.py", probe: ["python3", "-c", "import flask"], ships: false },
];
const present = HANDLERS.filter(isInstalled);
const absent = HANDLERS.filter((handler) => !present.includes(handler)).map(({ name }) => name);
console.info(`KasperoPay's handlers, absent here: ${absent.join(", ") || "none"}`);

async function startHandler({ name }: Sample): Promise<Started> {
  const file = join(import.meta.dirname, "kasperopay-receivers", name);
  const start = (command: string, args: string[], ready = LISTENING) =>
    startProgram(running, process.env, { command, args, ready });
  if (name === "node.mjs") return start("node", [file]);
  if (name === "flask_app.py") return start("python3", [file]);
  const port = await freePort();
  const started = await start("php", ["-S", `127.0.0.1:${port}`, file], /(started)/);
  return { ...started, found: `http://127.0.0.1:${port}` };
}

const subscribe = async (merchant: Merchant, url: string) => {
  const body = { url, events: ["payment.completed"], format: "flat" };
  const made = await merchant.call("POST", "/api/v1/webhooks", body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
};

const SHIRT = { name: "T-Shirt", quantity: 1, price: "15.05" };

async function completed(merchant: Merchant): Promise<TestPayment> {
  const order = { amount: "15.05", currency: "USD", orderId: "ord_456", items: [SHIRT] };
  const payment = await merchant.createPayment(order);
  payment.pay("150.5");
  await merchant.gateway.mine(14);
  return payment;
}

test("the body of a completed payment has exactly the printed fields, each with the printed meaning", async ({
  merchant,
  receiver,
}) => {
  await subscribe(merchant, receiver.url);
  const payment = await completed(merchant);
  expect(receiver.received).toHaveLength(1);
  const body = JSON.parse(receiver.received[0]?.body ?? "{}");
  expect(body).toEqual({
    event: "payment.completed",
    timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
    merchant_id: merchant.storeId,
    payment_id: payment.id,
    order_id: "ord_456",
    amount_kas: "150.50000000",
    amount_usd: "15.05",
    transaction_id: expect.stringMatching(/^[0-9a-f]{64}$/),
    customer_address: expect.stringMatching(/^kaspasim:/),
    items: [SHIRT],
    metadata: {},
  });
});

describe("the printed handlers", () => {
  test.for(present)(
    "$name answers 200 to a real delivery and reads the payment from it",
    { timeout: 600_000 },
    async (handler, { merchant, gateway }) => {
      const started = await startHandler(handler);
      const endpoint = await subscribe(merchant, `${started.found}/api/kaspa-webhook`);
      const payment = await completed(merchant);
      await gateway.deliver();
      const { body } = await merchant.call("GET", `/api/v1/webhooks/${endpoint.id}/deliveries`);
      expect(body.data).toMatchObject([{ state: "delivered", lastStatus: 200 }]);
      expect(started.output()).toContain(`Payment ${payment.id} completed: 150.50000000 KAS`);
      expect((await merchant.call("DELETE", `/api/v1/webhooks/${endpoint.id}`)).status).toBe(200);
    },
  );
});

test("a receiver asks for the status of a payment without any key, and its word finds the payment in the list", async ({
  merchant,
  gateway,
}) => {
  const payment = await completed(merchant);
  const status = await gateway.call("GET", `/api/v1/payments/${payment.id}/status`);
  expect(status.body).toMatchObject({ id: payment.id, status: "confirmed" });
  const listed = await merchant.call("GET", "/api/v1/payments?status=completed&orderId=ord_456&limit=1");
  expect(listed.body.data).toMatchObject([{ id: payment.id }]);
});

test("a repeated delivery names the same payment_id, so a receiver that keeps it fulfils once", async ({
  merchant,
  receiver,
}) => {
  await subscribe(merchant, receiver.url);
  const before = receiver.received.length;
  const payment = await completed(merchant);
  const { body } = await merchant.call("GET", "/api/v1/webhooks");
  const deliveries = await Promise.all(
    body.data.map(({ id }: { id: string }) => merchant.call("GET", `/api/v1/webhooks/${id}/deliveries`)),
  );
  const newest = deliveries.flatMap(({ body: { data } }) => data.slice(0, 1));
  for (const { id } of newest)
    expect((await merchant.call("POST", `/api/v1/deliveries/${id}/resend`)).status).toBe(202);
  await merchant.gateway.deliver();
  const ids = receiver.received.slice(before).map(({ body: text }) => JSON.parse(text).payment_id);
  expect(ids.length).toBeGreaterThan(newest.length);
  expect(new Set(ids)).toEqual(new Set([payment.id]));
});
