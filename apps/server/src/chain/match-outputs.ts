// Which outputs of a page pay known addresses, and whose they are. docs/spec/chain-following.md#matching-outputs
import {
  type AddressRecord,
  type MatchResult,
  matchPage,
  type Outpoint,
  type OwnedTransfer,
  outpointOf,
  type PageOutput,
} from "@kaspa-pay/core";

import type { Db } from "../database/unit-of-work.ts";
import { watchesAt } from "../features/disbursements/find-disbursements.ts";
import type { DisbursementWatch } from "../features/disbursements/records.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import type { AddressOwner, KnownOutput } from "./records.ts";
import { chainRepository } from "./repository/index.ts";
import type { ChainBlock, ChainPage } from "./source.ts";

/** An output of exactly the sum that a refund or payout asks for at this address. */
export interface WatchedOutput {
  watch: DisbursementWatch;
  output: PageOutput;
}

export interface Matched extends MatchResult {
  sent: readonly WatchedOutput[];
  owners: Map<string, AddressOwner>;
  stores: MatchedStores;
}

/** Which stores the payments and the stored outputs of a match belong to. */
export interface MatchedStores {
  ofPayment(paymentId: string): string;
  /** Null = the output is not stored yet. */
  ofOutput(outpoint: Outpoint): string | null;
  /** Those of the outputs that are stored, each with its store. */
  stored(outpoints: readonly Outpoint[]): { storeId: string; outpoint: Outpoint }[];
}

export function matchedStores(owners: Iterable<AddressOwner>, stored: readonly KnownOutput[]): MatchedStores {
  const payments = new Map<string, string>();
  const outputs = new Map<Outpoint, string>();
  for (const { assignments } of owners)
    for (const { paymentId, storeId } of assignments) payments.set(paymentId, storeId);
  for (const { outpoint, paymentId, storeId } of stored) {
    outputs.set(outpoint, storeId);
    if (paymentId !== null) payments.set(paymentId, storeId);
  }
  return {
    ofPayment(paymentId) {
      const storeId = payments.get(paymentId);
      if (storeId === undefined) throw new Error("Invariant: a matched payment has a known store");
      return storeId;
    },
    ofOutput: (outpoint) => outputs.get(outpoint) ?? null,
    stored: (outpoints) =>
      outpoints.flatMap((outpoint) => {
        const storeId = outputs.get(outpoint);
        return storeId === undefined ? [] : [{ storeId, outpoint }];
      }),
  };
}

/** Whom the scripts of a page belong to. */
interface Recipients {
  owners: ReadonlyMap<string, AddressOwner>;
  watches: ReadonlyMap<string, readonly DisbursementWatch[]>;
}

const LOOKUP_BATCH = 1_000;
/** Decoding more of them at once would block requests. */
const BLOCKS_AT_ONCE = 8;

/** Every script of the page is looked up in the database: another process may have made the address a moment ago. */
export async function matchOutputs(db: Db, network: ChainNetwork, page: ChainPage): Promise<Matched> {
  const { owners, watches } = await recipientsOf(db, network, page);
  const { outputs, known, sent } = await outputsTo(db, { owners, watches }, page);
  const every = await withOwnersOfSums(db, network, owners, outputs);
  await foundAgain(db, known);
  const voided = await acceptedBy(db, network, page.removed);
  const match = matchPage({
    voided,
    outputs,
    addresses: new Map([...every].map(([script, owner]) => [script, addressRecord(owner)])),
    known: new Map(known.map((output): [string, OwnedTransfer] => [output.outpoint, output])),
  });
  return { ...match, sent, owners: every, stores: matchedStores(every.values(), [...known, ...voided]) };
}

/** Stored outputs whose accepting block was removed. */
async function acceptedBy(db: Db, network: ChainNetwork, removed: readonly string[]): Promise<KnownOutput[]> {
  if (removed.length === 0) return [];
  const chain = chainRepository(db);
  return [
    ...(await chain.acceptedBy(network, removed)),
    ...(await chain.depositsAcceptedBy(network, removed)),
  ];
}

/** Those of the outputs that are stored, as what they are. */
export async function knownOutputs(db: Db, outpoints: readonly Outpoint[]): Promise<KnownOutput[]> {
  const chain = chainRepository(db);
  return [...(await chain.known(outpoints)), ...(await chain.knownDeposits(outpoints))];
}

/** Asks in batches, so that other work of the process runs in between, however large the page is. */
async function recipientsOf(db: Db, network: ChainNetwork, page: ChainPage): Promise<Recipients> {
  const owners = new Map<string, AddressOwner>();
  const watches = new Map<string, DisbursementWatch[]>();
  const seen = new Set<string>();
  const waiting: string[] = [];
  const lookUp = async (upTo: number): Promise<void> => {
    while (waiting.length > upTo) {
      const scripts = waiting.splice(0, LOOKUP_BATCH);
      for (const owner of await chainRepository(db).owners(network, scripts)) owners.set(owner.script, owner);
      for (const watch of await watchesAt(db, network, scripts))
        watches.set(watch.script, [...(watches.get(watch.script) ?? []), watch]);
    }
  };
  for (const block of page.added) {
    for (const script of scriptsOf(block)) {
      if (seen.has(script)) continue;
      seen.add(script);
      waiting.push(script);
    }
    await lookUp(LOOKUP_BATCH);
  }
  await lookUp(0);
  return { owners, watches };
}

function scriptsOf(block: ChainBlock): readonly string[] {
  return block.scripts?.() ?? block.txs.flatMap((tx) => tx.outputs.map((output) => output.script));
}

/** An output that a replay finds unchanged changes no payment, so saving payments would not clear its mark. */
async function foundAgain(db: Db, known: readonly KnownOutput[]): Promise<void> {
  if (known.length === 0) return;
  await chainRepository(db).clearRecheck(known);
  const deposits = known.filter(({ isDeposit }) => isDeposit);
  if (deposits.length > 0) await chainRepository(db).clearDepositRecheck(deposits);
}

/** Outputs of the page to known scripts, which of them are stored already, and those that pay a refund or payout. Only blocks that pay one are decoded. */
async function outputsTo(
  db: Db,
  recipients: Recipients,
  page: ChainPage,
): Promise<{ outputs: PageOutput[]; known: KnownOutput[]; sent: WatchedOutput[] }> {
  const { owners, watches } = recipients;
  const outputs: PageOutput[] = [];
  const known: KnownOutput[] = [];
  const sent: WatchedOutput[] = [];
  if (owners.size === 0 && watches.size === 0) return { outputs, known, sent };
  const paying = page.added.filter((block) =>
    scriptsOf(block).some((script) => owners.has(script) || watches.has(script)),
  );
  for (let from = 0; from < paying.length; from += BLOCKS_AT_ONCE) {
    const every = paying.slice(from, from + BLOCKS_AT_ONCE).flatMap((block) => outputsOf(block, recipients));
    const some = every.filter((output) => owners.has(output.script));
    known.push(...(await knownOutputs(db, some.map(outpointOf))));
    outputs.push(...some);
    sent.push(...every.flatMap((output) => watchedOutput(watches, output)));
  }
  return { outputs, known, sent };
}

/** No two requests of one store ask for the same sum at an address; those of several stores may. */
function watchedOutput(watches: Recipients["watches"], output: PageOutput): WatchedOutput[] {
  const fitting = watches.get(output.script)?.filter(({ amountSompi }) => amountSompi === output.sompi);
  return (fitting ?? []).map((watch) => ({ watch, output }));
}

function outputsOf(block: ChainBlock, { owners, watches }: Recipients): PageOutput[] {
  return block.txs.flatMap((tx) =>
    tx.outputs
      .filter((output) => owners.has(output.script) || watches.has(output.script))
      .map((output) => ({
        txId: tx.txid,
        outputIndex: output.index,
        sompi: output.value,
        blockHash: block.hash,
        daa: block.daaScore,
        blockTime: block.timestampMs,
        inputAddresses: tx.inputAddresses,
        coinbase: tx.coinbase,
        covenantId: output.covenantId,
        rate: null,
        usdRate: null,
        script: output.script,
      })),
  );
}

/** An address of an account key stays one, even when another store entered it as its single address. */
export function addressRecord(owner: AddressOwner): AddressRecord {
  const mode = owner.assignments.some((assignment) => assignment.mode === "xpub") ? "xpub" : owner.mode;
  return {
    script: owner.script,
    mode,
    depositsFromDaa: owner.deposits?.fromDaa ?? null,
    owners: owner.assignments
      .filter((assignment) => assignment.mode === mode)
      .map((assignment) => ({
        paymentId: assignment.paymentId,
        createdDaa: assignment.fromDaa,
        amountSompi: assignment.amountSompi ?? assignment.expectedSompi,
        releasedDaa: assignment.mode === "address" ? assignment.releasedDaa : null,
      })),
  };
}

/**
 * Adds to the owners of single addresses those who reserved exactly the received sums. A busy address had millions of
 * payments, so they are never all read.
 */
export async function withOwnersOfSums(
  db: Db,
  network: ChainNetwork,
  owners: ReadonlyMap<string, AddressOwner>,
  outputs: readonly PageOutput[],
): Promise<Map<string, AddressOwner>> {
  const all = new Map(owners);
  const wanted = outputs.filter((output) => owners.get(output.script)?.mode === "address");
  if (wanted.length === 0) return all;
  for (const exact of await chainRepository(db).ownersOfSums(network, wanted)) {
    const others = owners
      .get(exact.script)
      ?.assignments.filter(
        (assignment) =>
          !exact.assignments.some(
            (same) => same.paymentId === assignment.paymentId && same.amountSompi === assignment.amountSompi,
          ),
      );
    all.set(exact.script, { ...exact, assignments: [...exact.assignments, ...(others ?? [])] });
  }
  return all;
}
