// Payers, and the merchant who spends the money: all patterns of payment, chosen by seed.
import type { DrivenChain } from "./driven-chain.ts";
import type { Made } from "./order-client.ts";
import { pause, type Seeded } from "./seeded.ts";

const PATTERNS = {
  exact: 6,
  parts: 2,
  topUp: 2,
  over: 1,
  double: 1,
  under: 2,
  swept: 3,
  held: 2,
  never: 2,
  replaced: 1,
} as const;
export type PaymentPattern = keyof typeof PATTERNS;

/** 0.3 KAS, above every minimum of the wallets and of the events. */
const SMALL = 30_000_000n;

export function drawPattern(random: Seeded): PaymentPattern {
  const bag = (Object.entries(PATTERNS) as [PaymentPattern, number][]).flatMap(([pattern, weight]) =>
    Array.from({ length: weight }, () => pattern),
  );
  return random.pick(bag);
}

export interface Paying {
  readonly chain: DrivenChain;
  readonly random: Seeded;
}

/** Pays one payment by one pattern; resolves when the payer is done. */
export async function payBy(
  pattern: PaymentPattern,
  { address, sompi }: Made,
  paying: Paying,
): Promise<void> {
  const { chain, random } = paying;
  const { controls } = chain.sim;
  const pay = (amount: bigint, extra: { parts?: number; mempoolOnly?: boolean } = {}): string[] =>
    controls.pay({ address, sompi: amount, ...extra }).txIds;
  const wait = (): Promise<void> => pause(random.between(50, 2_500));
  switch (pattern) {
    case "exact":
      pay(sompi);
      return;
    case "parts":
      pay(sompi, { parts: random.between(2, 4) });
      return;
    case "over":
      pay(sompi * 2n + SMALL);
      return;
    case "double":
      pay(sompi);
      await wait();
      pay(sompi);
      return;
    case "topUp":
      pay(sompi / 2n);
      await wait();
      pay(sompi - sompi / 2n);
      return;
    case "under":
      pay(sompi / 2n);
      return;
    case "swept":
      pay(sompi);
      await sweep(paying, address);
      return;
    case "held": {
      const [txId = ""] = pay(sompi, { mempoolOnly: true });
      await wait();
      if (random.chance(0.5)) controls.release({ txId });
      else controls.dropTx({ txId });
      return;
    }
    case "replaced": {
      const [txId = ""] = pay(sompi, { mempoolOnly: true });
      await wait();
      if (random.chance(0.5)) controls.doubleSpend({ txId });
      else controls.rbf({ txId });
      return;
    }
    case "never":
  }
}

/** The merchant moves the coin in the very moment it is there. */
export async function sweep({ chain }: Paying, address: string): Promise<void> {
  for (let looks = 0; looks < 30; looks++) {
    const coin = chain.outputs(address).find((output) => output.spent === null);
    if (coin !== undefined) {
      chain.sim.controls.spend({ outpoint: { transactionId: coin.txId, index: coin.index } });
      return;
    }
    await pause(50);
  }
}
