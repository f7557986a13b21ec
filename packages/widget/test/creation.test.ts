import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createPayment, creationUnderway } from "../src/payment/creation.ts";
import { createGateway, type Gateway } from "../src/payment/gateway.ts";
import { recall, remember } from "../src/payment/session-memory.ts";

const MEMORY = "kaspa-pay https://pay.example plan 0";
const BODY = { paymentLinkSlug: "plan" };

let server: Server;
let gateway: Gateway;
let keys: string[] = [];
let answer: (request: IncomingMessage) => { status: number; body: unknown };

const made = (id: string) => ({ status: 201, body: { id, clientToken: `ct_${id}` } });

beforeEach(async () => {
  keys = [];
  remember(MEMORY, {});
  server = createServer((request, response) => {
    keys.push(String(request.headers["idempotency-key"]));
    const { status, body } = answer(request);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  gateway = createGateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

it("an element made while the payment of the one before is on its way gets that payment, with one request", async () => {
  answer = () => made("pay_1");
  const first = createPayment(gateway, MEMORY, BODY);
  const second = createPayment(gateway, MEMORY, { ...BODY, metadata: { at: 2 } });
  expect(creationUnderway(MEMORY)).toBe(first);
  expect(await first).toEqual({ id: "pay_1", clientToken: "ct_pay_1" });
  expect(await second).toEqual(await first);
  expect(keys).toHaveLength(1);
  expect(recall(MEMORY)).toEqual({ id: "pay_1", clientToken: "ct_pay_1" });
  expect(creationUnderway(MEMORY)).toBeUndefined();
});

it("a request whose answer was lost is repeated with the same key, so that the gateway makes one payment", async () => {
  answer = () => ({ status: 500, body: {} });
  await expect(createPayment(gateway, MEMORY, BODY)).rejects.toMatchObject({ status: 500 });
  answer = () => made("pay_1");
  await createPayment(gateway, MEMORY, BODY);
  expect(keys[1]).toBe(keys[0]);
  await createPayment(gateway, MEMORY, BODY);
  expect(keys[2]).not.toBe(keys[0]);
});

it("a refused new payment leaves the paid one remembered", async () => {
  const paid = { id: "pay_paid", clientToken: "ct_paid" };
  remember(MEMORY, paid);
  answer = () => ({ status: 410, body: { code: "link_expired" } });
  await expect(createPayment(gateway, MEMORY, BODY)).rejects.toMatchObject({ status: 410 });
  expect(recall(MEMORY)).toEqual(paid);
});

it("an answer without an id or a token is no payment", async () => {
  answer = () => ({ status: 201, body: { id: 5 } });
  await expect(createPayment(gateway, MEMORY, BODY)).rejects.toMatchObject({ status: 500 });
});
