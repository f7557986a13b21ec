// Commands of merchant, payer's page, staff and operator to the gateway, and of its workers.
import fc from "fast-check";
import type { FaultPoint } from "../../src/runtime/fault-points.ts";
import { mining, reorg } from "./chain-commands.ts";
import { assertHolds, type Command, command } from "./command.ts";
import { create, offered } from "./create-command.ts";
import type { Expected } from "./expected.ts";
import { credited, isDust, isLive, type Model } from "./model.ts";
import { acted, deliverDue, followChain, pick, pollMempool, type StoreRun } from "./store-run.ts";

const choice = fc.nat(3);
/** The same key again: the same answer; with another body: a conflict. */
const createAgain = fc.tuple(choice, fc.boolean()).map(([who, same]) =>
  command(`create again(${who}${same ? "" : ", another body"})`, async (model, { tested, store, rate }) => {
    const payment = pick(model.payments, who);
    if (payment === undefined) return;
    tested.setPrice(rate);
    const body = same ? payment.body : { ...payment.body, amount: "99" };
    const answer = await store.call("POST", "/payments", body, payment.key);
    if (same)
      assertHolds(
        answer.status === 201 && answer.body.id === payment.id,
        () => `I1 ${JSON.stringify(answer)}`,
      );
    else assertHolds(answer.status === 409, () => `I1 another body under one key answered ${answer.status}`);
  }),
);

const read = fc.constant(command("follow", followChain));

/** Somebody looks at a page, so the mempool is asked about its payment. */
const look = choice.map((who) =>
  command(`look(${who})`, async (model, run) => {
    const payment = pick(model.payments, who);
    if (payment !== undefined) await pollMempool(model, payment, run);
  }),
);

/**
 * docs/spec/payment-lifecycle.md#actions; null = the model cannot know, because a mempool observation may have been
 * dropped meanwhile.
 */
function mayCancel(payment: Expected, run: StoreRun): boolean | null {
  if (payment.mark !== null || payment.status !== "pending") return false;
  const coins = [...payment.coins.values()].filter((coin) => !isDust(coin));
  if (coins.some(isLive)) return false;
  const sighted = coins.filter((coin) => coin.paidAt === null && coin.seenAt !== null);
  if (sighted.length === 0) return true;
  const waiting = new Set(run.tested.gateway.chain.truth("").mempool.map((tx) => tx.txId));
  return sighted.some((coin) => waiting.has(coin.txId)) ? false : null;
}

async function act(
  model: Model,
  run: StoreRun,
  payment: Expected,
  {
    path,
    body,
    allowed,
    change,
  }: {
    path: string;
    body?: unknown;
    allowed: boolean | null;
    change: Partial<Expected> | ((answer: { amountExpectedSompi: string }) => Partial<Expected>);
  },
): Promise<void> {
  const answer = await run.store.call("POST", `/payments/${payment.id}/${path}`, body ?? {});
  const taken = answer.status === 200;
  assertHolds(taken || answer.status === 409, () => `${path} answered ${JSON.stringify(answer)}`);
  assertHolds(
    allowed === null || taken === allowed,
    () => `I8 ${path} of ${payment.key} (${payment.status}) was ${taken ? "taken" : "refused"}`,
  );
  if (!taken) return;
  run.actions++;
  acted(model, payment, typeof change === "function" ? change(answer.body) : change);
}

const cancel = choice.map((who) =>
  command(`cancel(${who})`, async (model, run) => {
    const payment = pick(model.payments, who);
    if (payment === undefined) return;
    const allowed = mayCancel(payment, run);
    await act(model, run, payment, { path: "cancel", allowed, change: { mark: "canceled" } });
  }),
);

const MARKABLE = new Set(["underpaid", "confirming", "confirmed", "expired"]);

const mark = fc.tuple(choice, fc.constantFrom("confirmed", "invalid", "clear")).map(([who, status]) =>
  command(`mark(${who}, ${status})`, async (model, run) => {
    const payment = pick(model.payments, who);
    if (payment === undefined) return;
    const rules = {
      confirmed: { allowed: payment.status !== "confirmed", change: { mark: "paid" } },
      invalid: { allowed: MARKABLE.has(payment.status), change: { mark: "invalid" } },
      clear: { allowed: payment.mark !== null, change: { mark: null } },
    } as const;
    const body = { status, note: "because" };
    await act(model, run, payment, { path: "mark", body, ...rules[status as keyof typeof rules] });
  }),
);

const requote = choice.map((who) =>
  command(`requote(${who})`, async (model, run) => {
    const payment = pick(model.payments, who);
    if (payment === undefined) return;
    const { tested, rate } = run;
    tested.setPrice(rate);
    const fiat = payment.body.currency !== "KAS" && tested.gateway.clock.now() < payment.expiresAt;
    const allowed = fiat ? mayCancel(payment, run) : false;
    const change = (answer: { amountExpectedSompi: string }): Partial<Expected> => {
      const price = offered(model, payment.body, rate, answer);
      return { price, offers: [...payment.offers, { sompi: price, at: tested.gateway.clock.now() }] };
    };
    await act(model, run, payment, { path: "quote", allowed, change });
  }),
);

const REASONS = ["underpaid", "late", "overpaid", "multiple", "reverted", "manual"] as const;

/** The gateway says whether an attention is open; the model says what the resolution does to the payment. */
const resolve = fc
  .record({ who: choice, which: fc.nat(5), action: fc.constantFrom("accept", "ignore") })
  .map(({ who, which, action }) =>
    command(`resolve(${who}, ${which}, ${action})`, async (model, run) => {
      const payment = pick(model.payments, who);
      if (payment === undefined) return;
      const { body: now } = await run.store.call("GET", `/payments/${payment.id}`);
      const open = now.attention as (typeof REASONS)[number][];
      const attention = pick(open, which) ?? REASONS[which] ?? "late";
      const forbidden = attention === "late" && action === "accept" && payment.mark === "invalid";
      const credit = credited(model, payment).reduce((sum, coin) => sum + coin.sompi, 0n);
      const effects: Record<(typeof REASONS)[number], Partial<Expected>> = {
        underpaid: { short: credit },
        late: { lateAdmitted: true, ...(payment.mark === "canceled" && { mark: null }) },
        reverted: { mark: "paid" },
        ...{ overpaid: {}, multiple: {}, manual: {} },
      };
      await act(model, run, payment, {
        path: "resolve",
        body: { attention, action, note: "seen" },
        allowed: open.includes(attention) && !forbidden,
        change: action === "accept" ? effects[attention] : {},
      });
    }),
  );

const deliver = fc.array(fc.constantFrom(200, 500, 302, 429), { maxLength: 6 }).map((statuses) =>
  command(`deliver(${statuses.join(" ")})`, async (_, run) => {
    run.tested.receiver.answer(...statuses.map((status) => ({ status })));
    await deliverDue(run);
    run.tested.receiver.answerOk();
    run.tested.receiver.answer();
  }),
);

const restart = fc.constant(command("restart", (_, { tested }) => tested.gateway.restart()));

/** The process ends in the middle of reading the chain, and another one goes on. */
const dieReading = fc
  .constantFrom<FaultPoint>(
    ...(["follower.after-lease", "follower.after-pull", "follower.after-void"] as const),
    ...(["follower.before-commit", "follower.after-commit", "expiry.before-commit"] as const),
    "follower.after-disbursements",
  )
  .map((point) =>
    command(`die(${point})`, async (model, run) => {
      const { tested } = run;
      run.tested.gateway.chain.mine(1);
      const fired = tested.arm(point);
      await tested.gateway.follow().catch(() => undefined);
      if (fired()) await tested.gateway.restart();
      await followChain(model, run);
    }),
  );

const dieSending = fc
  .constantFrom<FaultPoint>("deliver.after-claim", "deliver.after-send", "deliver.before-mark")
  .map((point) =>
    command(`die(${point})`, async (_, run) => {
      const { tested } = run;
      const fired = tested.arm(point);
      await deliverDue(run).catch(() => undefined);
      if (fired()) await tested.gateway.restart();
    }),
  );

/** Old keys and ended reservations are swept; no payment is touched. */
const upkeep = fc.constant(command("upkeep", (_, { tested }) => tested.gateway.workers.cleanup.tick()));

/** The socket to the node is cut; its notifications are lost. */
const cut = fc.constant(
  command("cut", async (_, { tested }) => {
    tested.gateway.chain.disconnect();
    await tested.gateway.connected();
  }),
);

/** Each costs a tenth of a second, a cut most of one. */
const rare = fc.oneof(
  { weight: 4, arbitrary: restart },
  { weight: 8, arbitrary: dieReading },
  { weight: 6, arbitrary: dieSending },
  { weight: 1, arbitrary: cut },
);

/** For a store whose payments are paid: the chain goes on and is read. */
export const readingCommands: fc.Arbitrary<Command>[] = [
  ...[read, read, read, read, mining, mining, reorg, reorg, rare],
];

export const gatewayCommands: fc.Arbitrary<Command>[] = [
  ...[create, create, create, createAgain, read, read, read, read, read, read, look],
  ...[cancel, mark, requote, resolve, resolve, deliver, upkeep, rare, rare],
];
