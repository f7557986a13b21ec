// Addresses ahead of demand. An index that a create did not use after all (its idempotency key was taken) goes to the
// next one, so that refused and repeated requests leave no holes for wallets to stumble over.
import { type AccountKey, scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import type { Clock } from "../../ports/clock.ts";
import type { Wallet } from "../../ports/records/store-records.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";

export interface TakenAddress {
  index: number;
  address: string;
  script: string;
}

export interface AddressSource {
  take(wallet: Wallet): Promise<TakenAddress>;
  /** It was not given out. */
  giveBack(wallet: Wallet, address: TakenAddress): void;
}

export interface AddressSourceDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  open(wallet: Wallet): AccountKey | null;
}

/** A busy store takes its indexes by the block: one counter write for many payments. */
const MAX_BLOCK = 100;
/** A block is meant to last about this long; whoever needs less takes single indexes and leaves no gap. */
const BLOCK_MS = 1_000;

interface Stock {
  ready: TakenAddress[];
  refill: Promise<void> | null;
  block: number;
  takenAt: number;
}

export function createAddressSource(deps: AddressSourceDeps): AddressSource {
  const stocks = new Map<string, Stock>();

  function stockOf(wallet: Wallet): Stock {
    const stock = stocks.get(wallet.id) ?? { ready: [], refill: null, block: 1, takenAt: 0 };
    stocks.set(wallet.id, stock);
    return stock;
  }

  async function refill(wallet: Wallet, stock: Stock, waiting: number): Promise<void> {
    const now = deps.clock.now();
    stock.block = now - stock.takenAt < BLOCK_MS ? Math.min(stock.block * 2, MAX_BLOCK) : 1;
    stock.takenAt = now;
    const count = Math.max(stock.block, Math.min(waiting, MAX_BLOCK));
    const key = deps.open(wallet);
    if (key === null) throw new Error("Invariant: indexes are taken for account keys only");
    const first = await deps.unitOfWork.records.wallets.takeIndexes(wallet.network, wallet.keyHash, count);
    key.addresses(0, first, count).forEach((address, step) => {
      stock.ready.push({ index: first + step, address, script: scriptPublicKeyOf(address) });
    });
  }

  const waiting = new Map<Stock, number>();
  return {
    async take(wallet) {
      const stock = stockOf(wallet);
      waiting.set(stock, (waiting.get(stock) ?? 0) + 1);
      try {
        for (;;) {
          const address = stock.ready.shift();
          if (address !== undefined) return address;
          stock.refill ??= refill(wallet, stock, waiting.get(stock) ?? 1).finally(() => {
            stock.refill = null;
          });
          await stock.refill;
        }
      } finally {
        waiting.set(stock, (waiting.get(stock) ?? 1) - 1);
      }
    },
    giveBack(wallet, address) {
      stockOf(wallet).ready.unshift(address);
    },
  };
}
