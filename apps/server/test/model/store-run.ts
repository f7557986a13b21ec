// One store with its state during a run of commands, and the steps that several commands share.
import { differences, readStored, type Stored } from "./compare.ts";
import { depositDifferences, readDeposits } from "./deposits.ts";
import type { Expected } from "./expected.ts";
import { derive, isFor, type Model, readChain } from "./model.ts";
import type { ModelGateway, ModelStore } from "./model-gateway.ts";
import { choose, readRequest, readRequests, refundDifferences, requestDifferences } from "./money-out.ts";

export interface StoreRun {
  readonly tested: ModelGateway;
  readonly store: ModelStore;
  /** Whom each transaction of this run pays. */
  readonly sent: Map<string, { readonly payment: Expected; readonly sompi: bigint }>;
  /** Payments that somebody looks at in the present process, and since when. */
  readonly watched: Map<Expected, { readonly at: number; readonly process: unknown }>;
  /** Outpoints that the merchant's wallet spent. */
  readonly swept: Set<string>;
  /** Transactions to deposit accounts and to destinations of refunds and payouts; those that the store's wallet signed. */
  readonly sentOut: Set<string>;
  readonly signed: Set<string>;
  /** Kept out of blocks. */
  readonly held: string[];
  /** US dollars per KAS. */
  rate: string;
  /** Blocks that the gateway has not read. */
  unread: number;
  /** A page that ends within a reorganisation is different: the money is missing for a moment. */
  reorganised: boolean;
  /** Actions on payments that succeeded. */
  actions: number;
  /** The same on refunds and payouts. */
  sendings: number;
}

export function pick<T>(from: readonly T[], choice: number): T | undefined {
  return from[choice % Math.max(1, from.length)];
}

/** A cut connection is made again first. */
export async function readOn(tested: ModelGateway): Promise<void> {
  for (let tries = 0; ; tries++) {
    const failed = await tested.gateway.follow().then(
      () => false,
      (error: unknown) => {
        if (tries === 200) throw error;
        return true;
      },
    );
    if (!failed) return;
    await new Promise((next) => setTimeout(next, 5));
  }
}

const SHORT_PAGE = 7;
const WHOLE_PAGE = 2_480;

export async function followChain(model: Model, run: StoreRun): Promise<void> {
  const { tested } = run;
  tested.gateway.chain.pageLimit({ n: run.reorganised ? WHOLE_PAGE : SHORT_PAGE });
  await readOn(tested);
  run.unread = 0;
  run.reorganised = false;
  const stored = await readStored(run.tested, run.store);
  for (const payment of model.payments) {
    const onChain = tested.gateway.chain.truth(payment.address);
    adoptPrice(payment, stored, tested.gateway.clock.now());
    readChain(model, payment, onChain.outputs, {
      ...{ daa: onChain.daaScore, time: onChain.timestamp, now: tested.gateway.clock.now() },
    });
  }
  findUnmatched(model, run);
  check(model, stored);
  await readRequestsOfChain(model, run);
  for (const account of model.accounts) readDeposits(account, tested, model.depositMinimum);
}

async function readRequestsOfChain({ requests }: Model, { tested, store, signed }: StoreRun): Promise<void> {
  const rows = await readRequests(tested, store);
  for (const request of requests) {
    if (request.address === null) continue;
    const { outputs, daaScore } = tested.gateway.chain.truth(request.address);
    readRequest(request, outputs, daaScore, signed);
    choose(request, rows.find(({ id }) => id === request.id)?.paidBy ?? null);
  }
}

/** Address mode: what fits no offer is unmatched, never guessed. */
function findUnmatched(model: Model, { tested }: StoreRun): void {
  model.unmatched.clear();
  if (!model.oneAddress) return;
  for (const address of new Set(model.payments.map((payment) => payment.address))) {
    for (const output of tested.gateway.chain.truth(address).outputs) {
      if (model.payments.some((payment) => isFor(model, payment, output.sompi))) continue;
      const { blockHash, daaScore } = output.accepted;
      model.unmatched.add(`${output.txId}:${output.index} ${output.sompi} ${blockHash} ${daaScore}`);
    }
  }
}

const HONOURED_MS = 15 * 60_000;

/**
 * Which quote counts is picked by time and money (proved at level 0). The model only requires that it was offered,
 * unless the money came when every offer was too old.
 */
function adoptPrice(payment: Expected, stored: Stored, now: number): void {
  const expected = BigInt(stored.payments.get(payment.id)?.expected ?? payment.price);
  const last = payment.offers.at(-1)?.at ?? 0;
  const tooOld = payment.body.currency !== "KAS" && now > last + HONOURED_MS;
  if (tooOld || payment.offers.some((offer) => offer.sompi === expected)) payment.price = expected;
}

export function check(model: Model, stored: Stored): void {
  const faults = differences(model, stored);
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

export async function compare(model: Model, run: StoreRun): Promise<void> {
  check(model, await readStored(run.tested, run.store));
  const faults = [
    ...requestDifferences(model.requests, await readRequests(run.tested, run.store)),
    ...(await refundDifferences(run.tested, run.store, model)),
    ...(await depositDifferences(run.tested, run.store, model.accounts)),
  ];
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

/** An action of staff was answered; when it succeeded, the model applies it. */
export function acted(model: Model, payment: Expected, change: Partial<Expected>): void {
  Object.assign(payment, change);
  derive(model, payment);
}

const OPEN = new Set(["pending", "underpaid", "confirming"]);
const WATCHED_MS = 30_000;

/** One poll of the mempool for one watched payment. */
export async function pollMempool(
  model: Model,
  payment: Expected,
  { tested, sent, watched }: StoreRun,
): Promise<void> {
  const { useCases, workers } = tested.gateway;
  const waiting = tested.gateway.chain.truth("").mempool.map((tx) => tx.txId);
  const now = tested.gateway.clock.now();
  useCases.watched.look(payment.id);
  watched.set(payment, { at: now, process: tested.gateway.process });
  await workers.followers[0]?.mempoolPoller.tick();
  for (const txId of waiting) {
    const outpoint = `${txId}:0`;
    const whom = sent.get(txId)?.payment;
    const look = whom && watched.get(whom);
    if (!whom || whom.coins.has(outpoint) || !OPEN.has(whom.status)) continue;
    if (look?.process !== tested.gateway.process || now - look.at > WATCHED_MS) continue;
    if (model.oneAddress && sent.get(txId)?.sompi !== whom.price) continue;
    const unseen = { outpoint, txId, sompi: 0n, acceptedIn: null, paidAt: null, deep: false };
    whom.coins.set(outpoint, { ...unseen, seenAt: now });
  }
}

/** The schedule of retries, scaled down to now. @returns how many deliveries still wait */
export async function deliverDue({ tested, store }: StoreRun): Promise<number> {
  const waiting = await tested.gateway.sql(
    `update deliveries set next_attempt_at = now(), locked_until = null
      where store_id = $1 and state = 'pending' returning id`,
    [store.uuid],
  );
  if (waiting.length > 0) await tested.gateway.deliver();
  return waiting.length;
}
