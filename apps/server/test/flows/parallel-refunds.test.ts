// Refunds that many ask for at once, at two processes: the payment's lock decides, whoever comes first.
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { type Answer, type Json, send } from "../support/http.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";
import { NO_LIMITS } from "../support/no-limits.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ parts: { limits: NO_LIMITS } });

const AT_ONCE = 50;
const RECEIVED = 2_500_000_000n;

async function paid(merchant: Merchant): Promise<TestPayment> {
  const payment = await merchant.createPayment();
  payment.pay();
  await merchant.gateway.mine(14);
  return payment;
}

/** Requests at both processes by turns, all at once. What a busy machine refuses with 503 is asked again afterwards. */
async function atOnce(
  processes: readonly TestGateway[],
  key: string | undefined,
  requests: readonly { path: string; body: object }[],
): Promise<Answer[]> {
  const ask = ({ path, body }: { path: string; body: object }, index: number): Promise<Answer> =>
    send(`${processes[index % processes.length]?.url}/api/v1${path}`, "POST", { body, as: key });
  const first = await Promise.all(requests.map(ask));
  const answers: Answer[] = [];
  for (const [index, request] of requests.entries()) {
    let answer = first[index];
    while (answer === undefined || answer.status === 503) answer = await ask(request, index);
    answers.push(answer);
  }
  return answers;
}

const many = <T>(make: (index: number) => T): T[] =>
  Array.from({ length: AT_ONCE }, (_, index) => make(index));

/** All of them: a list has pages of 100. */
async function refundsOf({ merchant, id }: TestPayment): Promise<Json[]> {
  const all: Json[] = [];
  for (let cursor = ""; ; ) {
    const path = `/api/v1/refunds?paymentId=${id}&limit=100${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const { data, nextCursor } = (await merchant.call("GET", path)).body;
    all.push(...data);
    if (nextCursor === null) return all;
    cursor = nextCursor;
  }
}

/** Too much, or nothing is left. */
const REFUSALS = new Set(["422 amount_too_large", "409 conflict"]);
const ENDED = new Set(["failed", "canceled"]);
const reserved = (refunds: readonly Json[]): bigint =>
  refunds
    .filter(({ status }) => !ENDED.has(status))
    .reduce((sum, { amountSompi }) => sum + BigInt(amountSompi), 0n);

const codes = (answers: readonly Answer[]): string[] => [
  ...new Set(
    answers.filter(({ status }) => status >= 400).map(({ status, body }) => `${status} ${body.code}`),
  ),
];

/** Types of all events of a payment, which may be more than one page of a list, checked to be numbered without a gap. */
async function eventsOf({ gateway, id }: TestPayment): Promise<string[]> {
  const rows = await gateway.sql<{ sequence: number; type: string }>(
    "select sequence, type from events where payment_id = $1 order by sequence",
    [id.replace("pay_", "")],
  );
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
  return rows.map(({ type }) => type);
}

/** Each refund was told of as often as it was made and ended. */
async function checkEvents(payment: TestPayment, refunds: readonly Json[]): Promise<void> {
  const types = await eventsOf(payment);
  expect(types.filter((type) => type === "refund.created")).toHaveLength(refunds.length);
  const canceled = refunds.filter(({ status }) => status === "canceled");
  expect(types.filter((type) => type === "refund.canceled")).toHaveLength(canceled.length);
}

test("M-06: 50 refunds of one payment at once, at two processes: as many as its money suffices for, and never more", async ({
  gateway,
  merchant,
}) => {
  const second = await gateway.startAnother();
  const payment = await paid(merchant);
  const destination = await freshAddress();
  const answers = await atOnce(
    [gateway, second],
    merchant.key,
    many((index) => ({
      path: `/payments/${payment.id}/refunds`,
      // Half of them name the address, so that the locks of payment and address meet.
      body: { amount: "2", ...(index % 2 === 0 && { destination }) },
    })),
  );
  const refunds = await refundsOf(payment);
  const sum = reserved(refunds);
  expect(sum).toBeLessThanOrEqual(RECEIVED);
  expect(codes(answers)).toEqual(["422 amount_too_large"]);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(12);
  expect(refunds).toHaveLength(12);
  // Sums to one address differ by a few sompi.
  expect(sum).toBeGreaterThan(2_399_999_000n);
  const sums = refunds.flatMap(({ address, amountSompi }) => (address === null ? [] : [amountSompi]));
  expect(new Set(sums).size).toBe(sums.length);
  await checkEvents(payment, refunds);
  await second.stop();
});

test("M-06: refunds and cancels at once: what is open and done never exceeds what was received, and nothing is freed twice", async ({
  gateway,
  merchant,
}) => {
  const second = await gateway.startAnother();
  const payment = await paid(merchant);
  const path = `/payments/${payment.id}/refunds`;
  let open: Json[] = [];
  let canceled = 0;
  for (let round = 0; round < 4; round++) {
    const answers = await atOnce(
      [gateway, second],
      merchant.key,
      many((index) => {
        const victim = open[index % Math.max(1, open.length)];
        // Each is canceled twice, once at each process.
        return index % 3 === 0 && victim !== undefined
          ? { path: `/refunds/${victim.id}/cancel`, body: {} }
          : { path, body: { amount: `${1 + (index % 5)}` } };
      }),
    );
    expect(codes(answers).filter((code) => !REFUSALS.has(code))).toEqual([]);
    const refunds = await refundsOf(payment);
    expect(reserved(refunds)).toBeLessThanOrEqual(RECEIVED);
    canceled += refunds.filter(({ status }) => status === "canceled").length;
    open = refunds.filter(({ status }) => status === "awaiting_destination");
  }
  expect(canceled).toBeGreaterThan(0);
  const refunds = await refundsOf(payment);
  await checkEvents(payment, refunds);
  await second.stop();
});

test("M-06: 50 claims of one link at once with as many addresses: one wins, the others read that it is used", async ({
  gateway,
  merchant,
}) => {
  const second = await gateway.startAnother();
  const payment = await paid(merchant);
  const { id, claimUrl } = (await merchant.call("POST", `/api/v1/payments/${payment.id}/refunds`, {})).body;
  const token = claimUrl.split("/claim/")[1];
  const addresses = await Promise.all(many(() => freshAddress()));
  const answers = await atOnce(
    [gateway, second],
    undefined,
    addresses.map((address) => ({ path: `/claims/${token}`, body: { address } })),
  );
  const won = answers.flatMap(({ status }, index) => (status === 200 ? [addresses[index]] : []));
  expect(won).toHaveLength(1);
  expect(codes(answers)).toEqual(["409 claim_used"]);
  const refund = (await merchant.call("GET", `/api/v1/refunds/${id}`)).body;
  expect(refund).toMatchObject({ status: "awaiting_signature", address: won[0] });
  const watches = await gateway.sql("select 1 from disbursement_watches where disbursement_id = $1", [
    id.replace("rfd_", ""),
  ]);
  expect(watches).toHaveLength(1);
  const types = await eventsOf(payment);
  expect(types.filter((type) => type === "refund.awaiting_signature")).toHaveLength(1);
  await second.stop();
});

test("M-06: two followers over one page of refunds, the lease taken in between: each refund confirms once", async ({
  gateway,
  merchant,
  chain,
}) => {
  const second = await gateway.startAnother();
  const payment = await paid(merchant);
  const destinations = await Promise.all(Array.from({ length: 5 }, () => freshAddress()));
  for (const destination of destinations) {
    const body = { amount: "2", destination };
    expect((await merchant.call("POST", `/api/v1/payments/${payment.id}/refunds`, body)).status).toBe(201);
    chain.payFrom({ account: merchant.xpub, address: destination, sompi: "200000000" });
  }
  for (let page = 0; page < 8; page++) {
    chain.mine(2);
    if (page === 3) chain.reorg({ depth: 3 });
    const free = () =>
      gateway.sql("update leases set expires_at = now() - interval '1 ms' where name = 'follower:simnet'");
    await Promise.all([gateway.follow(), free().then(() => second.follow()), gateway.follow()]);
  }
  await gateway.sql("update leases set expires_at = now() - interval '1 ms'");
  await gateway.mine(14);
  const refunds = await refundsOf(payment);
  expect(refunds.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => "confirmed"));
  expect(await payment.full()).toMatchObject({ refundStatus: "partial", amountRefunded: "10.00000000" });
  await checkEvents(payment, refunds);
  const types = await eventsOf(payment);
  const falls = types.filter((type) => type === "refund.awaiting_signature").length - 5;
  expect(types.filter((type) => type === "refund.broadcast").length).toBeGreaterThanOrEqual(5);
  expect(types.filter((type) => type === "refund.confirmed").length).toBe(5);
  expect(falls).toBeGreaterThanOrEqual(0);
  await second.stop();
});
