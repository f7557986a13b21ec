// A rotation from its first hour to its end: whoever verifies with the old secret goes on, then the new one signs alone.
import { createHmac } from "node:crypto";
import { ErrorBody } from "@kaspa-pay/api-contract";
import { errorBodyOf } from "@kaspa-pay/api-contract/router";
import pg from "pg";
import { Webhook } from "standardwebhooks";
import { expect } from "vitest";
import { createCreateLink } from "../../src/features/links/write-links.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SYSTEM, type TestGateway } from "../support/gateway.ts";
import type { ReceivedWebhook, WebhookReceiver } from "../support/webhook-receiver.ts";

const HOUR_MS = 60 * 60 * 1_000;

let storeId: string;
let endpointId: string;
let oldSecret: string;
let clockMs = Date.now();
const test = gatewayTest({ parts: { clock: { now: () => clockMs } } });

test.beforeEach(async ({ gateway, receiver }) => {
  receiver.answerOk();
  receiver.received.length = 0;
  storeId = await gateway.createStore();
  const input = { url: receiver.url, events: ["link.created"], format: "event" as const };
  const { endpoint, secret } = await gateway.useCases.endpoints.create(storeId, input, SYSTEM);
  endpointId = endpoint.id;
  oldSecret = secret;
});

/** The verifier as KasPay prints it. */
function verifySignature(payload: unknown, signature: string | undefined, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(JSON.stringify(payload)).digest("hex");
  return signature === expected;
}

const verifiedByKasPay = ({ headers, body }: ReceivedWebhook, secret: string) =>
  verifySignature(JSON.parse(body), headers["x-kaspay-signature"], secret);

/** Standard Webhooks, whatever the clock of this machine says. */
function signatures({ headers, body }: ReceivedWebhook, secret: string): boolean {
  const at = new Date(Number(headers["webhook-timestamp"]) * 1_000);
  const own = new Webhook(secret).sign(headers["webhook-id"] ?? "", at, body);
  return (headers["webhook-signature"] ?? "").split(" ").includes(own);
}

async function nextHook(gateway: TestGateway, receiver: WebhookReceiver): Promise<ReceivedWebhook> {
  await createCreateLink(gateway.useCases)({ title: "Tea", amount: "5" }, storeId, SYSTEM);
  await gateway.deliver();
  const hook = receiver.received.at(-1);
  if (hook === undefined) throw new Error("nothing came");
  return hook;
}

const rotate = (gateway: TestGateway) => gateway.useCases.endpoints.rotateSecret(storeId, endpointId, SYSTEM);

async function makeDue(gateway: TestGateway): Promise<void> {
  const client = new pg.Client({ connectionString: gateway.database.url });
  await client.connect();
  await client.query("update deliveries set next_attempt_at = now() where state = 'pending'");
  await client.end();
}

test("W-11: for 24 hours every delivery verifies with the old secret by both headers, then with the new one", async ({
  gateway,
  receiver,
}) => {
  const before = await nextHook(gateway, receiver);
  expect([verifiedByKasPay(before, oldSecret), signatures(before, oldSecret)]).toEqual([true, true]);
  const { secret, previousUntil } = await rotate(gateway);
  expect(previousUntil - clockMs).toBe(24 * HOUR_MS);
  for (let hour = 0; hour < 24; hour += 1) {
    const hook = await nextHook(gateway, receiver);
    expect([
      verifiedByKasPay(hook, oldSecret),
      signatures(hook, oldSecret),
      signatures(hook, secret),
    ]).toEqual([true, true, true]);
    clockMs += HOUR_MS;
  }
  const after = await nextHook(gateway, receiver);
  expect([verifiedByKasPay(after, secret), signatures(after, secret), signatures(after, oldSecret)]).toEqual([
    true,
    true,
    false,
  ]);
});

test("a retry that was queued before the rotation is signed like every other delivery of its moment", async ({
  gateway,
  receiver,
}) => {
  receiver.answer({ status: 500 }, { status: 500 });
  await nextHook(gateway, receiver);
  const { secret } = await rotate(gateway);
  await makeDue(gateway);
  await gateway.deliver();
  clockMs += 25 * HOUR_MS;
  await makeDue(gateway);
  await gateway.deliver();
  const [first, during, after] = receiver.received;
  if (first === undefined || during === undefined || after === undefined)
    throw new Error("not three attempts");
  expect([first, during, after].map((hook) => verifiedByKasPay(hook, oldSecret))).toEqual([
    true,
    true,
    false,
  ]);
  expect(verifiedByKasPay(after, secret)).toBe(true);
  expect([first, during, after].map((hook) => signatures(hook, secret))).toEqual([false, true, true]);
});

test("finishing early lets the new secret sign alone; without a rotation there is nothing to finish", async ({
  gateway,
  receiver,
}) => {
  const { endpoints } = gateway.useCases;
  await expect(endpoints.finishRotation(storeId, endpointId, SYSTEM)).rejects.toMatchObject({
    code: "conflict",
  });
  const { secret } = await rotate(gateway);
  await endpoints.finishRotation(storeId, endpointId, SYSTEM);
  const hook = await nextHook(gateway, receiver);
  expect([verifiedByKasPay(hook, secret), signatures(hook, secret), signatures(hook, oldSecret)]).toEqual([
    true,
    true,
    false,
  ]);
  await expect(endpoints.finishRotation(storeId, endpointId, SYSTEM)).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a second rotation inside the overlap is refused with what to do; after it, or once finished, it works", async ({
  gateway,
  receiver,
}) => {
  await rotate(gateway);
  const refused = await rotate(gateway).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/Finish it first .*rotate-secret\/finish/),
  });
  // The answer holds no field that the document does not name.
  const received = ErrorBody.strict().parse(errorBodyOf(refused, "req_1"));
  expect(received.previousSecretExpiresAt).toBe(new Date(clockMs + 24 * HOUR_MS).toISOString());
  expect(verifiedByKasPay(await nextHook(gateway, receiver), oldSecret)).toBe(true);
  await gateway.useCases.endpoints.finishRotation(storeId, endpointId, SYSTEM);
  await rotate(gateway);
  clockMs += 25 * HOUR_MS;
  await rotate(gateway);
});
