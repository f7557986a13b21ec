// A merchant creates a payment, sometimes twice at once, sometimes while the process ends.
import fc from "fast-check";
import type { FaultPoint } from "../../src/runtime/fault-points.ts";
import { assertHolds, command } from "./command.ts";
import type { Expected } from "./expected.ts";
import type { Model } from "./model.ts";
import type { StoreRun } from "./store-run.ts";

const MAX_PAYMENTS = 4;

/** The largest sum that identifies payers of one address. */
const MAX_SUFFIX = 1_000_000n;

/** What was offered must be the price, plus in address mode the suffix that identifies the payment. */
export function offered(
  model: Model,
  body: Expected["body"],
  rate: string,
  answer: { readonly amountExpectedSompi: string },
): bigint {
  const answered = BigInt(answer.amountExpectedSompi);
  const suffix = answered - priced(body.amount, body.currency, rate);
  const right = model.oneAddress ? suffix > 0n && suffix <= MAX_SUFFIX : suffix === 0n;
  assertHolds(right, () => `offered ${answered}, ${suffix} beside the price`);
  return answered;
}

/** Fiat to sompi rounds up. */
function priced(amount: string, currency: string, rate: string): bigint {
  const sompi = BigInt(Math.round(Number(amount) * 100)) * 1_000_000n;
  if (currency === "KAS") return sompi;
  const milli = BigInt(Math.round(Number(rate) * 1_000));
  return (sompi * 1_000n + milli - 1n) / milli;
}

interface Order {
  readonly amount: string;
  readonly currency: string;
  readonly depth: number;
  /** Fault points at which the process ends; the merchant repeats the request after each. */
  readonly deaths: readonly FaultPoint[];
  readonly tries: number;
}

export const create = fc
  .record<Order>({
    amount: fc.constantFrom("25", "7.77", "0.5"),
    currency: fc.constantFrom("KAS", "KAS", "USD"),
    depth: fc.constantFrom(3, 10),
    deaths: fc.oneof(
      { weight: 9, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<FaultPoint[]>(["create.after-reserve"], ["http.after-commit"]),
      },
    ),
    tries: fc.constantFrom(1, 1, 2),
  })
  .map((order) =>
    command(
      `create(${order.amount} ${order.currency}, ${order.depth} deep${order.tries > 1 ? ", sent twice at once" : ""}${order.deaths.map((point) => `, dies at ${point}`).join("")})`,
      (model, run) => createOne(model, run, order),
    ),
  );

export async function createOne(model: Model, run: StoreRun, order: Order): Promise<void> {
  if (model.payments.length === MAX_PAYMENTS) return;
  const { amount, currency, depth, tries, deaths } = order;
  const { tested, store, rate } = run;
  const key = `order-${model.payments.length + 1}`;
  const body = { amount, currency, expiryMinutes: 5, requiredConfirmations: depth, orderId: key };
  tested.setPrice(rate);
  for (const point of deaths) {
    const fired = tested.arm(point);
    await store.call("POST", "/payments", body, key);
    if (fired()) await tested.gateway.restart();
    tested.setPrice(rate);
  }
  const answers = await Promise.all(
    Array.from({ length: tries }, () => store.call("POST", "/payments", body, key)),
  );
  const [first] = answers;
  assertHolds(
    answers.every(({ status }) => status === 201),
    () => `create answered ${JSON.stringify(answers)}`,
  );
  const ids = new Set(answers.map((answer) => answer.body.id));
  assertHolds(ids.size === 1, () => `I1 one key, answered as ${[...ids].join(" and ")}`);
  const price = offered(model, body, rate, first?.body);
  run.actions++;
  model.payments.push(opened(key, body, first?.body, price, tested.gateway.clock.now(), depth));
}

function opened(
  key: string,
  body: Expected["body"],
  answer: { id: string; kaspaAddress: string; expiresAt: string },
  price: bigint,
  now: number,
  depth: number,
): Expected {
  return {
    ...{ key, body, id: answer.id, address: answer.kaspaAddress, depth, price },
    ...{ createdAt: now, expiresAt: Date.parse(answer.expiresAt), offers: [{ sompi: price, at: now }] },
    ...{ coins: new Map(), mark: null, lateAdmitted: false, short: null, status: "pending" },
    ...{ wasConfirmed: false, wasExpired: false, failed: false, revertedAt: null },
  };
}
