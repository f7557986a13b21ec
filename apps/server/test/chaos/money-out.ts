// The merchant who sends money out: refunds and payouts over REST, signed by the store's own wallet on the simulated
// chain, by patterns that a seed chooses. It notes what was acknowledged and which transactions the wallet made.
import { freshAddress } from "../support/addresses.ts";
import type { DrivenChain } from "./driven-chain.ts";
import type { StaffAction } from "./invariants/audited.ts";
import { pause, type Seeded } from "./seeded.ts";

export interface AskedOut {
  readonly kind: "refund" | "payout";
  readonly id: string;
  /** Null for a refund whose payment was never named an address for. */
  address: string | null;
  sompi: bigint;
  /** Outpoints that the merchant called his, and the server agreed. */
  readonly attached: Set<string>;
  /** Of the last acknowledged cancel. */
  canceled: boolean;
}

/** What a server said; null when there was no answer, or none that tells what was done (5xx). */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a JSON answer of the API; the invariants check what is stored.
  readonly body: any;
}

export type Ask = (
  method: "GET" | "POST",
  path: string,
  body?: object,
  key?: string,
) => Promise<Reply | null>;

export interface MoneyOut {
  readonly asked: readonly AskedOut[];
  readonly actions: readonly StaffAction[];
  /** Transactions that the store's wallet signed. */
  readonly signed: ReadonlySet<string>;
  /** One refund of a payment from its request to the transaction; resolves when the merchant is done with it. */
  refund(paymentId: string, random: Seeded, how?: { amount: string; pattern: SendPattern }): Promise<void>;
  payout(number: number, random: Seeded): Promise<void>;
}

const PATTERNS = {
  signed: 6,
  late: 2,
  twice: 1,
  afterCancel: 1,
  canceled: 1,
  stranger: 2,
  never: 1,
  held: 1,
} as const;
export type SendPattern = keyof typeof PATTERNS;
const BAG = (Object.entries(PATTERNS) as [SendPattern, number][]).flatMap(([pattern, weight]) =>
  Array.from({ length: weight }, () => pattern),
);

/** Tries of a request that is not answered, or that the state does not allow yet. */
const MAX_TRIES = 600;
const MAX_REFUSALS = 8;

export interface MoneyOutParts {
  readonly ask: Ask;
  readonly chain: DrivenChain;
  /** Of the store's wallet. */
  readonly account: string;
  /** Waits for a while that the seed chooses; what mines nothing by itself mines here. */
  readonly wait?: (random: Seeded) => Promise<void>;
}

export function createMoneyOut({ ask, chain, account, wait = doze }: MoneyOutParts): MoneyOut {
  const asked: AskedOut[] = [];
  const actions: StaffAction[] = [];
  const signed = new Set<string>();
  const { controls } = chain.sim;

  /** Under one key until there is an answer; null when it is refused, which may pass when the payment's money comes. */
  async function make(
    path: string,
    body: object,
    key: string,
    random: Seeded,
  ): Promise<Reply["body"] | null> {
    let refusals = 0;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const reply = await ask("POST", path, body, key);
      if (reply?.status === 201) return reply.body;
      if (reply !== null && reply.status !== 429 && ++refusals === MAX_REFUSALS) return null;
      await wait(random);
    }
    throw new Error(`${path} was never answered under ${key}`);
  }

  /** Asked once: nobody knows what an unanswered one did. */
  async function act(action: string, target: string, path: string, body: object = {}): Promise<Reply | null> {
    const reply = await ask("POST", path, body);
    const outcome = reply === null ? "unknown" : reply.status === 200 ? "ok" : "fail";
    actions.push({ action, target, outcome });
    return outcome === "ok" ? reply : null;
  }

  /** False when the wallet's coins do not suffice now. */
  function sign({ address, sompi }: AskedOut, mempoolOnly = false): string | null {
    if (address === null) return null;
    try {
      const { txIds } = controls.payFrom({ account, address, sompi: `${sompi}`, mempoolOnly });
      for (const txId of txIds) signed.add(txId);
      return txIds[0] ?? null;
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  function note(kind: AskedOut["kind"], { id, amountSompi, ...rest }: Reply["body"]): AskedOut {
    const address: string | null = kind === "refund" ? rest.address : rest.recipientAddress;
    const out = {
      kind,
      id,
      address,
      sompi: BigInt(amountSompi),
      attached: new Set<string>(),
      canceled: false,
    };
    asked.push(out);
    actions.push({ action: `${kind}.created`, target: id, outcome: "ok" });
    return out;
  }

  /** The payer opens the link, maybe twice with two addresses: the first one counts. */
  async function claim(out: AskedOut, claimUrl: string, random: Seeded): Promise<void> {
    const token = claimUrl.split("/claim/")[1];
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const reply = await ask("POST", `/claims/${token}`, { address: await freshAddress() });
      if (reply !== null && reply.status !== 429) break;
      await wait(random);
    }
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const reply = await ask("GET", `/refunds/${out.id}`);
      if (reply?.status === 200) {
        out.address = reply.body.address;
        out.sompi = BigInt(reply.body.amountSompi);
        return;
      }
      await wait(random);
    }
  }

  async function cancel(out: AskedOut): Promise<void> {
    const path = `/${out.kind}s/${out.id}/cancel`;
    if ((await act(`${out.kind}.canceled`, out.id, path)) !== null) out.canceled = true;
  }

  async function attach(out: AskedOut, txId: string, random: Seeded): Promise<void> {
    for (let looks = 0; looks < MAX_REFUSALS; looks++) {
      await wait(random);
      const path = `/${out.kind}s/${out.id}`;
      const { outputs = [] } = (await ask("GET", path))?.body ?? {};
      const found = (outputs as { txId: string; index: number }[]).find((output) => output.txId === txId);
      if (found === undefined) continue;
      const { index } = found;
      const done = await act(`${out.kind}.output_attached`, out.id, `${path}/attach`, { txId, index });
      if (done !== null) out.attached.add(`${txId}:${index}`);
      return;
    }
  }

  async function settle(out: AskedOut, pattern: SendPattern, random: Seeded): Promise<void> {
    switch (pattern) {
      case "signed":
        sign(out);
        return;
      case "late":
        await wait(random);
        await wait(random);
        sign(out);
        return;
      case "twice":
        sign(out);
        await wait(random);
        sign(out);
        return;
      case "canceled":
        await cancel(out);
        return;
      case "afterCancel":
        await cancel(out);
        sign(out);
        return;
      case "stranger": {
        if (out.address === null) return;
        const { txIds } = controls.pay({ address: out.address, sompi: `${out.sompi}`, mine: false });
        if (random.chance(0.7)) await attach(out, txIds[0] ?? "", random);
        return;
      }
      case "held": {
        const txId = sign(out, true);
        await wait(random);
        if (txId === null || !controls.truth().mempool.some((tx) => tx.txId === txId)) return;
        if (random.chance(0.5)) controls.release({ txId });
        else controls.dropTx({ txId });
        return;
      }
      case "never":
    }
  }

  return {
    asked,
    actions,
    signed,
    async refund(paymentId, random, how) {
      const amount = how?.amount ?? random.pick(["full", "overpaid", "1", "0.75"]);
      const pattern = how?.pattern ?? random.pick(BAG);
      const destination = random.chance(0.6) ? await freshAddress() : undefined;
      const key = `refund-${paymentId}-${random.between(1, 1_000_000)}`;
      const made = await make(`/payments/${paymentId}/refunds`, { amount, destination }, key, random);
      if (made === null) return;
      const out = note("refund", made);
      await wait(random);
      if (made.claimUrl !== null) await claim(out, made.claimUrl, random);
      await settle(out, pattern, random);
    },
    async payout(number, random) {
      const body = { amount: `${random.between(1, 3)}.5`, recipientAddress: await freshAddress() };
      const made = await make("/payouts", body, `payout-${number}`, random);
      if (made === null) return;
      const out = note("payout", made);
      await wait(random);
      // What the wallet signs without approval is recognised as well.
      if (random.chance(0.8)) await act("payout.approved", out.id, `/payouts/${out.id}/approve`);
      await settle(out, random.pick(BAG), random);
    },
  };
}

const doze = (random: Seeded): Promise<void> => pause(random.between(50, 1_500));
