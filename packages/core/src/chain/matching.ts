// Which payment an output belongs to (docs/spec/payment-lifecycle.md#matching). Never guessed by a similar sum: what fits no
// payment goes to the unmatched list, where staff can attach it.

import type { WalletMode } from "../catalogue/lists.ts";
import type { AcceptedOutput } from "../facts.ts";
import { outpointOf } from "../lifecycle/transfers.ts";
import type { Outpoint } from "../payment.ts";

/** A payment that has, or once had, an address. */
export interface AddressOwner {
  readonly paymentId: string;
  /** Last applied DAA score at the payment's creation: outputs accepted at or before it are not its money. */
  readonly createdDaa: bigint;
  /** Address mode: the exact sum reserved. Xpub mode: the sum asked, only to notice a payer of an earlier owner; or null. */
  readonly amountSompi: bigint | null;
  /** Address mode: the reservation ended at this DAA score (quarantine over); null = it is still held. */
  readonly releasedDaa: bigint | null;
}

/** A script that was given out, with every payment that had it. */
export interface AddressRecord {
  readonly script: string;
  readonly mode: WalletMode;
  /** Every payment that ever had the address (xpub) or a reservation on it (address), in any order. */
  readonly owners: readonly AddressOwner[];
  /** Set for the address of a deposit account, which no payment ever has: outputs after this DAA score are deposits. */
  readonly depositsFromDaa?: bigint | null;
}

/** An accepted output of a chain page. `daa` is the accepting block's. */
export interface PageOutput extends AcceptedOutput {
  readonly script: string;
}

/** A stored output: its outpoint and the payment that owns it; null for a deposit, and on the unmatched list. */
export interface OwnedTransfer {
  readonly outpoint: Outpoint;
  readonly paymentId: string | null;
  readonly isDeposit?: boolean;
}

/** One page of the chain, reduced to outputs of known scripts. */
export interface MatchInput {
  /** Known transfers whose accepting block was removed. */
  readonly voided: readonly OwnedTransfer[];
  /** Outputs to known scripts, in chain order. */
  readonly outputs: readonly PageOutput[];
  readonly addresses: ReadonlyMap<string, AddressRecord>;
  /** Owners of those outpoints of the page that are stored already: a transfer never changes its owner by itself. */
  readonly known: ReadonlyMap<Outpoint, OwnedTransfer>;
}

/** Why money belongs to no payment. */
export type UnmatchedReason =
  /** No payment had the address (xpub), or no reservation existed at all (address), when the output was accepted. */
  | "no_owner"
  /** Address mode: no reservation of exactly this sum. */
  | "amount"
  /** Address mode: more than one reservation of this sum. */
  | "ambiguous"
  /** Address mode: spent from this very address, so it is what a payment of the merchant left over. */
  | "own_change"
  /** Stored on the unmatched list before. */
  | "known";

/** Money for the unmatched list. */
export interface UnmatchedOutput {
  readonly output: PageOutput;
  readonly reason: UnmatchedReason;
}

/** What a page says about one payment: the lists of its `chain` fact. */
export interface PaymentPage {
  readonly voided: readonly Outpoint[];
  readonly accepted: readonly AcceptedOutput[];
}

/** What a page says about one output to a deposit account: the parts of its `chain` fact. */
export interface DepositPage {
  readonly voided: boolean;
  readonly accepted: PageOutput | null;
}

/** A page sorted by owner. */
export interface MatchResult {
  /** One `chain` fact per touched payment, in order of first touch. */
  readonly payments: ReadonlyMap<string, PaymentPage>;
  /** One fact per touched deposit. */
  readonly deposits: ReadonlyMap<Outpoint, DepositPage>;
  readonly unmatched: {
    /** Unmatched money whose accepting block left the chain and was not seen again in the page. */
    readonly voided: readonly Outpoint[];
    readonly accepted: readonly UnmatchedOutput[];
  };
}

/** Sorts one chain page by payment. Outputs to scripts that are not in `addresses` are none of ours and are left out. */
export function matchPage({ voided, outputs, addresses, known }: MatchInput): MatchResult {
  const payments = new Map<string, { voided: Outpoint[]; accepted: AcceptedOutput[] }>();
  const pageOf = (paymentId: string) => {
    const page = payments.get(paymentId) ?? { voided: [], accepted: [] };
    payments.set(paymentId, page);
    return page;
  };
  const deposits = new Map<Outpoint, DepositPage>();
  const unmatchedVoided = new Set<Outpoint>();
  const owners = new Map([...known.values(), ...voided].map((each) => [each.outpoint, each]));
  for (const { outpoint, paymentId, isDeposit } of voided) {
    if (isDeposit === true) deposits.set(outpoint, { voided: true, accepted: null });
    else if (paymentId === null) unmatchedVoided.add(outpoint);
    else pageOf(paymentId).voided.push(outpoint);
  }
  const unmatched: UnmatchedOutput[] = [];
  for (const output of outputs) {
    const outpoint = outpointOf(output);
    const owner = owners.get(outpoint);
    if (owner ? owner.isDeposit === true : isDeposit(addresses.get(output.script), output)) {
      deposits.set(outpoint, { voided: deposits.get(outpoint)?.voided ?? false, accepted: output });
      continue;
    }
    const found = owner
      ? { paymentId: owner.paymentId, reason: "known" as const, fitsPastOwner: false }
      : ownerOf(addresses.get(output.script), output);
    if (found === null) continue;
    if (found.paymentId === null) {
      unmatchedVoided.delete(outpoint);
      unmatched.push({ output, reason: found.reason });
    } else {
      pageOf(found.paymentId).accepted.push(asAccepted(output, found.fitsPastOwner));
    }
  }
  return { payments, deposits, unmatched: { voided: [...unmatchedVoided], accepted: unmatched } };
}

/** Older than the account: whatever it was, it is not the customer's money. */
function isDeposit(record: AddressRecord | undefined, { daa }: PageOutput): boolean {
  const from = record?.depositsFromDaa ?? null;
  return from !== null && daa > from;
}

type Found =
  | { readonly paymentId: string; readonly reason: "known"; readonly fitsPastOwner: boolean }
  | { readonly paymentId: null; readonly reason: UnmatchedReason; readonly fitsPastOwner: false };

function ownerOf(record: AddressRecord | undefined, output: PageOutput): Found | null {
  if (!record) return null;
  const older = record.owners.filter((each) => each.createdDaa < output.daa);
  return record.mode === "xpub" ? newestOwner(older, output) : reservedOwner(older, output);
}

function notMatched(reason: UnmatchedReason): Found {
  return { paymentId: null, reason, fitsPastOwner: false };
}

function newestOwner(owners: readonly AddressOwner[], output: PageOutput): Found {
  const [first, ...rest] = owners;
  if (!first) return notMatched("no_owner");
  const newest = rest.reduce((best, each) => (each.createdDaa >= best.createdDaa ? each : best), first);
  const fits = (each: AddressOwner) => each.amountSompi === output.sompi;
  const fitsPastOwner = !fits(newest) && owners.some((each) => each !== newest && fits(each));
  return { paymentId: newest.paymentId, reason: "known", fitsPastOwner };
}

function reservedOwner(owners: readonly AddressOwner[], output: PageOutput): Found {
  const held = owners.filter((each) => each.releasedDaa === null || output.daa <= each.releasedDaa);
  if (held.length === 0) return notMatched("no_owner");
  const [first, ...rest] = held.filter((each) => each.amountSompi === output.sompi);
  if (!first) return notMatched("amount");
  if (rest.length > 0) return notMatched("ambiguous");
  return { paymentId: first.paymentId, reason: "known", fitsPastOwner: false };
}

function asAccepted({ script: _, ...output }: PageOutput, fitsPastOwner: boolean): AcceptedOutput {
  return fitsPastOwner ? { ...output, fitsPastOwner } : output;
}
