// One payment with its payer and its merchant. `takeWebhooks` also checks that every view of the payment says the same.
import { type PaymentFull, PaymentRow, PublicPayment } from "@kaspa-pay/api-contract";
import { verify, type WebhookEvent } from "@kaspa-pay/webhooks";
import { expect } from "vitest";
import { groupBy } from "../../src/runtime/group-by.ts";
import { onSimnet } from "./addresses.ts";
import type { Created, Merchant, TakenWebhook, TestPayment } from "./subjects.ts";

export type { TakenWebhook, TestPayment } from "./subjects.ts";

/** What a payment of {@link Merchant.createPayment} asks for, in sompi. */
export const PRICE = 2_500_000_000n;

export const kas = (text: string): bigint => {
  const [whole = "0", places = ""] = text.split(".");
  return BigInt(whole + places.padEnd(8, "0"));
};

/** Types of the events of a payment whose money came once, sorted by name. */
export const CONFIRMED_EVENTS = [
  "payment.confirmed",
  "payment.confirming",
  "payment.created",
  "transfer.accepted",
  "transfer.confirmed",
];

const DAY_SECONDS = 24 * 60 * 60;

export function testPayment(merchant: Merchant, created: Created): TestPayment {
  const { gateway, storeId } = merchant;
  const { id, kaspaAddress: address, clientToken } = created;
  let taken = 0;
  const payment: TestPayment = {
    id,
    address,
    clientToken,
    merchant,
    gateway,
    pay(amount = "25", how = {}) {
      const mine = how.mempoolOnly !== true;
      const paid = gateway.chain.pay({ address: onSimnet(address), sompi: kas(amount), mine, ...how });
      return paid.txIds[0] ?? "";
    },
    async takeWebhooks() {
      await gateway.catchUp();
      const events = await webhooksOf(merchant, id);
      expect(events.map((event) => event.sequence)).toEqual(events.map((_event, index) => index + 1));
      const fresh = events.slice(taken);
      taken = events.length;
      const newest = events.at(-1)?.data.payment as PaymentFull;
      await expectEqualViews(payment, newest);
      await expectTimeline(payment, events);
      expectUpdatedEndsEach(fresh);
      return fresh.filter(({ event }) => event !== "payment.updated").map(takenWebhook);
    },
    full: async () => (await merchant.call("GET", `/api/v1/payments/${id}`)).body,
    status: async () => (await payment.full()).status,
    publicStatus: async () =>
      (await gateway.call("GET", `/api/v1/payments/${id}/status?token=${clientToken}`)).body,
    row: async () => (await merchant.call("GET", `/api/v1/payments?q=${id}`)).body.data[0],
    page: async () => pageData((await gateway.call("GET", `/p/${id}?token=${clientToken}`)).body),
    async action(path, body = {}) {
      const sent = { body, as: merchant.token };
      const answer = await gateway.call("POST", `/api/v1/payments/${id}/${path}`, sent);
      await gateway.catchUp();
      return answer;
    },
    timeline: async () =>
      (await payment.full()).timeline
        .map(({ kind }) => kind)
        .filter((kind) => !/^webhook_|^checkout\./.test(kind)),
    attention: async () =>
      (await payment.full()).attentions.map(({ reason, state, amount, resolvedBy }) =>
        [reason, state, amount, ...(resolvedBy === null ? [] : [resolvedBy])].join(" "),
      ),
    eventTypes: () => gateway.eventTypes(storeId, id),
    differencesFromChain: () => gateway.differencesFromChain(storeId, id),
  };
  return payment;
}

/** Every body about the payment that reached the merchant, in its sequence; each must verify. */
async function webhooksOf({ gateway, subscription }: Merchant, paymentId: string): Promise<WebhookEvent[]> {
  const { receiver, secret } = subscription;
  const now = gateway.clock.now();
  const own = receiver.received.filter(({ body }) => body.includes(`"payment":{"id":"${paymentId}"`));
  const events = await Promise.all(
    own.map(({ headers, body }) => verify({ secret, headers, body, now, toleranceSeconds: DAY_SECONDS })),
  );
  return events.toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
}

function takenWebhook({ event, data }: WebhookEvent): TakenWebhook {
  const detail = (data.detail ?? {}) as Record<string, string>;
  const flags = Object.entries(detail).filter(([name]) => !name.endsWith("Sompi"));
  const transfer = data.transfer as PaymentFull["transfers"][number] | undefined;
  expect(transfer !== undefined, `${event} is about a transfer`).toBe(event.startsWith("transfer."));
  for (const [name, value] of flags) {
    const exact = detail[`${name}Sompi`];
    if (exact !== undefined) expect(kas(value)).toBe(BigInt(exact));
  }
  return { event, ...Object.fromEntries(flags), ...(transfer !== undefined && { amount: transfer.amount }) };
}

/** Each change of a payment is one version, and its last event says so to those who name it. */
function expectUpdatedEndsEach(events: readonly WebhookEvent[]): void {
  const versions = groupBy(events, ({ data }) => (data.payment as PaymentFull).version);
  for (const [version, group] of versions) {
    const indexes = group.flatMap(({ event }, index) => (event === "payment.updated" ? [index] : []));
    expect(indexes, `version ${version} ends with payment.updated`).toEqual([group.length - 1]);
  }
}

const SUMS = ["amountReceived", "amountSeen", "amountMissing", "topUp", "amountExpected"] as const;

/** The newest event, the API, the public status and the payer's page agree. */
async function expectEqualViews(payment: TestPayment, sent: PaymentFull): Promise<void> {
  const [full, status, page, row] = await Promise.all([
    payment.full(),
    payment.publicStatus(),
    payment.page(),
    payment.row(),
  ]);
  for (const column of Object.keys(PaymentRow.shape) as (keyof typeof PaymentRow.shape)[]) {
    expect(row[column], `${column} of the list`).toEqual(full[column]);
  }
  expect(full).toMatchObject({
    status: sent.status,
    version: sent.version,
    attentions: sent.attentions,
    amountCredited: sent.amountCredited,
    amountConfirmed: sent.amountConfirmed,
    txId: sent.txId,
    mark: sent.mark,
  });
  for (const view of [full, status, page]) {
    expect(view).toMatchObject({ status: sent.status, version: sent.version, confirmedAt: sent.confirmedAt });
    for (const sum of SUMS) expect(view[sum], sum).toBe(sent[sum]);
  }
  expect(status.txId).toBe(sent.txId);
  expect(page.payable).toBe(status.payable);
  expect(page.uri).toBe(full.uri);
  expectAskedSum(page);
}

/** Every sent event is in the timeline, in its order; entries without an event may be between. */
async function expectTimeline(payment: TestPayment, events: readonly WebhookEvent[]): Promise<void> {
  const sent = events.map(({ event }) => event).filter((event) => event !== "payment.updated");
  const kinds = (await payment.full()).timeline.map(({ kind }) => kind);
  let found = 0;
  for (const kind of kinds) if (kind === sent[found]) found += 1;
  expect(sent.slice(found), `of the timeline ${kinds.join(", ")}`).toEqual([]);
}

/** The code on the page asks for what is due now, and for nothing once nothing is. */
function expectAskedSum(page: PublicPayment): void {
  const due = page.status === "underpaid" ? page.topUp : page.amountExpected;
  if (!page.payable) expect(page.uri).toBeNull();
  else expect(kas(/amount=([0-9.]+)$/.exec(page.uri ?? "")?.[1] ?? "")).toBe(kas(due ?? ""));
}

function pageData(html: string): PublicPayment {
  const json = /<script type="application\/json">(.*?)<\/script>/s.exec(html)?.[1];
  return PublicPayment.strict().parse(JSON.parse(json ?? "null"));
}
