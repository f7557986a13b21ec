// The calls of the Kaspa REST API that are used, by name.
import { inChunks } from "../page.ts";
import { HttpFault, type RestClient } from "./client.ts";
import * as replies from "./replies.ts";

/** Most blue scores one search may cover (`TX_SEARCH_BS_LIMIT`). */
export const SEARCH_SPAN = 100n;
/** Below the limit of ids in one search (`TX_SEARCH_ID_LIMIT`, 1 000) and of an upload (200 kB). */
const IDS_PER_CALL = 500;
const ADDRESSES_PER_CALL = 1000;

const CHAIN_FIELDS = "accepting_block_hash,accepting_block_blue_score";
const TX_FIELDS = `transaction_id,subnetwork_id,version,block_hash,${CHAIN_FIELDS},inputs,outputs`;

const search = (fields: string, more = "") => `/transactions/search?fields=${fields}${more}`;
/** The server takes 0 for "not given". */
const scores = (gte: bigint, lt: bigint) => ({
  acceptingBlueScores: { gte: Number(gte < 1n ? 1n : gte), lt: Number(lt) },
});

export type RestApi = ReturnType<typeof restApi>;

export function restApi(client: RestClient) {
  return {
    nodeFacts: () => client.call({ path: "/info/kaspad", reply: replies.nodeFacts }),
    blockDag: () => client.call({ path: "/info/blockdag", reply: replies.blockDag }),
    sinkScore: () => client.call({ path: "/info/virtual-chain-blue-score", reply: replies.sinkScore }),
    fees: () => client.call({ path: "/info/fee-estimate", reply: replies.fees }),

    /** Null for a block that neither the node nor the index has. */
    async block(hash: string, includeTransactions = false) {
      const path = `/blocks/${hash}?includeTransactions=${includeTransactions}`;
      try {
        return await client.call({ path, reply: replies.block, large: includeTransactions });
      } catch (error) {
        if (error instanceof HttpFault && error.status === 404) return null;
        throw error;
      }
    },
    blocksAt: (blueScore: bigint) =>
      client.call({
        path: `/blocks-from-bluescore?blueScore=${blueScore}&includeTransactions=false`,
        reply: replies.blocks,
      }),

    /** One row for each transaction accepted at these blue scores, saying no more than the accepting block. */
    chainRows: (gte: bigint, lt: bigint) =>
      client.call({
        path: search(CHAIN_FIELDS),
        body: scores(gte, lt),
        reply: replies.chainRows,
        large: true,
      }),
    /** Accepted transactions with their outputs, and senders as far as the index knows them. */
    acceptedRows: (gte: bigint, lt: bigint) =>
      client.call({
        path: search(TX_FIELDS, "&resolve_previous_outpoints=light"),
        body: scores(gte, lt),
        reply: replies.acceptedRows,
        large: true,
      }),
    /** Chain blocks from a blue score that `limit` divides, with the ids they accepted. */
    chainList: (gte: bigint, limit: 10n | 100n) =>
      client.call({
        path: `/virtual-chain?blueScoreGte=${gte}&limit=${limit}&resolveInputs=false&includeCoinbase=true`,
        reply: replies.chainList,
        large: true,
      }),

    versions: (ids: readonly string[]) =>
      inChunks(ids, IDS_PER_CALL, (transactionIds) =>
        client.call({
          path: search("transaction_id,version"),
          body: { transactionIds },
          reply: replies.versionRows,
        }),
      ),
    acceptances: (ids: readonly string[]) =>
      inChunks(ids, IDS_PER_CALL, (transactionIds) =>
        client.call({
          path: "/transactions/acceptance",
          body: { transactionIds },
          reply: replies.acceptances,
        }),
      ),
    utxos: (addresses: readonly string[]) =>
      inChunks(addresses, ADDRESSES_PER_CALL, (chunk) =>
        client.call({
          path: "/addresses/utxos",
          body: { addresses: chunk },
          reply: replies.utxos,
          large: true,
        }),
      ),
  };
}
