// Which outputs of a page are ours, and whose (kaspa.md 5.3, step 4).
import {
  type MatchResult,
  matchPage,
  type OwnedTransfer,
  outpointOf,
  type PageOutput,
} from "@kaspa-pay/core";
import type { ChainNetwork, ChainPage } from "../../ports/chain-source.ts";
import type { AddressOwner, KnownOutput } from "../../ports/records/chain-records.ts";
import type { Records } from "../../ports/unit-of-work.ts";
import { addressRecord } from "./address-record.ts";
import { withOwnersOfSums } from "./owners-of-sums.ts";

export interface Matched extends MatchResult {
  owners: Map<string, AddressOwner>;
}

const LOOKUP_BATCH = 1_000;

/** Every script of the page is looked up in the database itself: another process may just have made the address. */
export async function matchOutputs(
  records: Records,
  network: ChainNetwork,
  page: ChainPage,
): Promise<Matched> {
  const scripts = new Set(
    page.added.flatMap((block) => block.txs.flatMap((tx) => tx.outputs.map((one) => one.script))),
  );
  const owners = new Map<string, AddressOwner>();
  const all = [...scripts];
  for (let from = 0; from < all.length; from += LOOKUP_BATCH) {
    const found = await records.chain.owners(network, all.slice(from, from + LOOKUP_BATCH));
    for (const owner of found) owners.set(owner.script, owner);
  }
  const outputs = owners.size === 0 ? [] : outputsTo(owners, page);
  const every = await withOwnersOfSums(records, network, owners, outputs);
  const known = outputs.length === 0 ? [] : await records.chain.known(outputs.map(outpointOf));
  await foundAgain(records, network, known);
  const voided = page.removed.length === 0 ? [] : await records.chain.acceptedBy(network, page.removed);
  const match = matchPage({
    voided,
    outputs,
    addresses: new Map([...every].map(([script, owner]) => [script, addressRecord(owner)])),
    known: new Map(known.map((one): [string, OwnedTransfer] => [one.outpoint, one])),
  });
  return { ...match, owners: every };
}

/** An output that a replay meets where it was changes no payment, so saving payments would not take its mark away. */
async function foundAgain(
  records: Records,
  network: ChainNetwork,
  known: readonly KnownOutput[],
): Promise<void> {
  if (known.length === 0) return;
  await records.chain.clearRecheck(
    network,
    known.map((one) => one.outpoint),
  );
}

function outputsTo(owners: ReadonlyMap<string, AddressOwner>, page: ChainPage): PageOutput[] {
  return page.added.flatMap((block) =>
    block.txs.flatMap((tx) =>
      tx.outputs
        .filter((output) => owners.has(output.script))
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
          script: output.script,
        })),
    ),
  );
}
