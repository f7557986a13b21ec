import { outpointOf, type PageOutput, type UnmatchedReason } from "@kaspa-pay/core";
import type { RateBook } from "../features/rates/rate-book.ts";
import { receiptRates } from "../features/rates/receipt-rate.ts";
import type { Clock } from "../runtime/clock.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import { passed } from "./chain-clock.ts";
import type { Matched } from "./match-outputs.ts";
import type { AddressOwner, UnmatchedOutput } from "./records.ts";

interface UnmatchedPageOutput {
  readonly output: PageOutput;
  readonly reason: UnmatchedReason;
}

/** An output to a store's address that belongs to no payment: listed until staff attach or ignore it. */
export function toUnmatched(
  { rates, clock }: { readonly rates: RateBook; readonly clock: Clock },
  { output, reason }: UnmatchedPageOutput,
  { owners, stores }: Pick<Matched, "owners" | "stores">,
  network: ChainNetwork,
): UnmatchedOutput {
  const paidAt = passed(output.blockTime, clock.now());
  const owner = owners.get(output.script);
  if (owner === undefined) throw new Error("Invariant: an unmatched output has a known address");
  // A wallet with one address sends its change back there: what it paid out is no income.
  const ownChange = owner.mode === "address" && output.inputAddresses.includes(owner.address);
  return {
    // An output that is stored stays with its store.
    storeId: stores.ofOutput(outpointOf(output)) ?? storeFor(owner, output),
    network,
    address: owner.address,
    script: output.script,
    unmatchedReason: ownChange ? "own_change" : reason,
    ignored: ownChange,
    transfer: {
      outpoint: outpointOf(output),
      ordinal: 0,
      txId: output.txId,
      outputIndex: output.outputIndex,
      sompi: output.sompi,
      status: "accepted",
      seenAt: null,
      paidAt,
      acceptingBlockHash: output.blockHash,
      acceptingDaa: output.daa,
      confirmDueDaa: null,
      confirmedAt: null,
      coinbase: output.coinbase,
      covenantId: output.covenantId,
      inputAddresses: output.inputAddresses,
      ...receiptRates(rates, network, null, paidAt),
      admitted: false,
      credited: false,
      underMark: false,
      source: "chain",
    },
  };
}

/**
 * Which store lists it when several stores receive at one address: the one that last asked for this sum, else the one
 * that waits for money there, else the last or first one that used it.
 */
function storeFor({ assignments, storeId }: AddressOwner, { sompi }: PageOutput): string {
  const claim =
    assignments.find((assignment) => assignment.amountSompi === sompi) ??
    assignments.find((assignment) => assignment.releasedDaa === null) ??
    assignments[0];
  return claim?.storeId ?? storeId;
}
