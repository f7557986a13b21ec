// The endpoints of the fake, each in the shape of the real server: facts of the node in camelCase with numbers as
// text, rows of the index in snake_case with bare integers.
import { z } from "zod";
import type { FakeIndex } from "./fake-index.ts";
import type { IndexedBlock, IndexedTx } from "./index-rows.ts";
import type { NodeReader, NodeTx } from "./node-reader.ts";

/** Answered with this status and `{"detail": …}`. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

const searchBody = z.object({
  transactionIds: z.array(z.string()).optional(),
  acceptingBlueScores: z.object({ gte: z.int(), lt: z.int() }).optional(),
});

export class Answers {
  private readonly node: NodeReader;
  private readonly index: FakeIndex;

  constructor(node: NodeReader, index: FakeIndex) {
    this.node = node;
    this.index = index;
  }

  async get(path: string, query: URLSearchParams): Promise<unknown> {
    const [, hash] = /^\/blocks\/([a-f0-9]{64})$/.exec(path) ?? [];
    if (hash !== undefined) return this.block(hash, query.get("includeTransactions") !== "false");
    switch (path) {
      case "/info/kaspad":
        return this.nodeFacts();
      case "/info/blockdag":
      case "/info/network":
        return this.blockDag();
      case "/info/virtual-chain-blue-score":
        return { blueScore: Number((await this.node.call("getSinkBlueScore")).blueScore) };
      case "/info/fee-estimate":
        return (await this.node.call("getFeeEstimate")).estimate;
      case "/blocks-from-bluescore":
        return this.blocksAt(query);
      case "/virtual-chain":
        return this.virtualChain(query);
      default:
        throw new Refusal(404, "Not Found");
    }
  }

  async post(path: string, query: URLSearchParams, body: unknown): Promise<unknown> {
    switch (path) {
      case "/transactions/search":
        return this.search(query, searchBody.parse(body));
      case "/transactions/acceptance":
        return this.acceptance(z.object({ transactionIds: z.array(z.string()) }).parse(body).transactionIds);
      case "/addresses/utxos":
        return this.utxos(z.object({ addresses: z.array(z.string()) }).parse(body).addresses);
      default:
        throw new Refusal(404, "Not Found");
    }
  }

  private async nodeFacts() {
    const { serverVersion, hasUtxoIndex, isSynced } = await this.node.call("getServerInfo");
    return {
      mempoolSize: "0",
      serverVersion,
      isUtxoIndexed: hasUtxoIndex,
      isSynced,
      p2pIdHashed: "0".repeat(64),
    };
  }

  private async blockDag() {
    const dag = await this.node.call("getBlockDagInfo");
    const { networkId } = await this.node.call("getServerInfo");
    return {
      networkName: `kaspa-${networkId}`,
      blockCount: String(dag.blockCount),
      headerCount: String(dag.headerCount),
      tipHashes: dag.tipHashes,
      difficulty: dag.difficulty,
      pastMedianTime: String(dag.pastMedianTime),
      virtualParentHashes: dag.virtualParentHashes,
      pruningPointHash: dag.pruningPointHash,
      virtualDaaScore: String(dag.virtualDaaScore),
      sink: dag.sink,
    };
  }

  private async block(hash: string, withTransactions: boolean) {
    const block = await this.node.block(hash).catch(() => null);
    if (block === null) throw new Refusal(404, "Block not found");
    const { header, verboseData, transactions } = block;
    return {
      header: {
        version: 1,
        timestamp: String(header.timestamp),
        daaScore: String(header.daaScore),
        blueScore: String(header.blueScore),
        nonce: "14797571275553019490",
        parents: [],
      },
      transactions: withTransactions ? transactions.map(bodyTx) : null,
      verboseData: {
        hash: header.hash,
        difficulty: 1,
        selectedParentHash: verboseData.mergeSetBluesHashes[0] ?? "0".repeat(64),
        transactionIds: transactions.map((tx) => tx.verboseData.transactionId),
        blueScore: String(header.blueScore),
        childrenHashes: null,
        mergeSetBluesHashes: verboseData.mergeSetBluesHashes,
        mergeSetRedsHashes: verboseData.mergeSetRedsHashes,
        isChainBlock: verboseData.isChainBlock,
      },
      extra: null,
    };
  }

  private blocksAt(query: URLSearchParams) {
    const score = BigInt(query.get("blueScore") ?? "-1");
    const withTransactions = query.get("includeTransactions") === "true";
    const found = this.index.between(score, score + 1n);
    return Promise.all(found.map(({ hash }) => this.block(hash, withTransactions)));
  }

  private virtualChain(query: URLSearchParams) {
    const known = ["blueScoreGte", "limit", "resolveInputs", "includeCoinbase"];
    for (const name of query.keys())
      if (!known.includes(name)) throw new Refusal(422, `Unknown query parameter ${name}`);
    const [from, limit] = [Number(query.get("blueScoreGte")), Number(query.get("limit") ?? 10)];
    if (limit !== 10 && limit !== 100) throw new Refusal(400, "'limit' must be in [10, 100]");
    if (from % limit !== 0) throw new Refusal(400, `'blueScoreGte' must be divisible by limit (${limit})`);
    const blocks = this.index.between(BigInt(from), BigInt(from + limit));
    // The server requires an address of every output and fails its own reply without one.
    if (blocks.some(({ poisoned }) => poisoned)) throw new Refusal(500, "Internal server error");
    return blocks
      .filter(({ txIds }) => txIds.length > 0)
      .map(({ hash, blueScore, daaScore, timestamp, txIds }) => ({
        hash,
        blue_score: blueScore,
        daa_score: daaScore,
        timestamp,
        transactions: txIds.map((id) => listedTx(this.index.tx(id) as IndexedTx)),
      }));
  }

  private search(
    query: URLSearchParams,
    { transactionIds, acceptingBlueScores }: z.infer<typeof searchBody>,
  ) {
    const fields = (query.get("fields") ?? "").split(",").filter((name) => name !== "");
    const only = (row: object) =>
      Object.fromEntries(
        Object.entries(row).filter(([name]) => fields.length === 0 || fields.includes(name)),
      );
    if (transactionIds !== undefined && transactionIds.length > 1000)
      throw new Refusal(422, "Too many transaction ids. Max 1000");
    if (acceptingBlueScores === undefined)
      return (transactionIds ?? []).flatMap((id) => {
        const tx = this.index.tx(id);
        return tx === undefined ? [] : [only(searchRow(tx, this.index.acceptedBy(id)))];
      });
    const { gte, lt } = acceptingBlueScores;
    if (lt - gte > 100) throw new Refusal(400, "Diff between acceptingBlueScores.gte and lt must be <= 100");
    const blocks = gte === 0 ? [] : this.index.between(BigInt(gte), BigInt(lt));
    if (fields.includes("outputs") && blocks.some(({ poisoned }) => poisoned))
      throw new Refusal(500, "Internal server error");
    // The server sorts by block time, newest first.
    return blocks
      .toReversed()
      .flatMap((block) =>
        block.txIds.toReversed().map((id) => only(searchRow(this.index.tx(id) as IndexedTx, block))),
      );
  }

  private acceptance(ids: readonly string[]) {
    if (ids.length > 1000) throw new Refusal(422, "Too many transaction ids. Max 1000");
    return ids.map((transactionId) => {
      const block = this.index.acceptedBy(transactionId);
      return {
        transactionId,
        accepted: block !== undefined,
        acceptingBlockHash: block?.hash ?? null,
        acceptingBlueScore: block?.blueScore ?? null,
        acceptingTimestamp: block?.timestamp ?? null,
      };
    });
  }

  private async utxos(addresses: string[]) {
    const { entries } = await this.node.call("getUtxosByAddresses", { addresses });
    return entries.map(({ address, outpoint, utxoEntry }) => ({
      address,
      outpoint,
      utxoEntry: {
        amount: String(utxoEntry.amount),
        scriptPublicKey: { scriptPublicKey: stripped(utxoEntry.scriptPublicKey) },
        blockDaaScore: String(utxoEntry.blockDaaScore),
        isCoinbase: utxoEntry.isCoinbase,
      },
    }));
  }
}

/** As the server turns the node's script into its old form: leading zeros gone, whole bytes kept. */
function stripped(script: string): string {
  const rest = script.replace(/^0+/, "");
  return rest.length % 2 === 1 ? `0${rest}` : rest;
}

function bodyTx(tx: NodeTx) {
  return {
    inputs: tx.inputs.map(({ previousOutpoint, signatureScript }) => ({ previousOutpoint, signatureScript })),
    outputs: tx.outputs.map(({ value, scriptPublicKey, verboseData }) => ({
      amount: value,
      scriptPublicKey: { scriptPublicKey: stripped(scriptPublicKey), version: 0 },
      verboseData,
    })),
    subnetworkId: tx.subnetworkId,
    payload: tx.payload,
    verboseData: { transactionId: tx.verboseData.transactionId, hash: tx.verboseData.hash },
    version: tx.version,
  };
}

function inputRows({ id, inputs }: IndexedTx, resolved: boolean) {
  return inputs.map(({ hash, index, address }, at) => ({
    transaction_id: id,
    index: at,
    previous_outpoint_hash: hash,
    previous_outpoint_index: String(index),
    ...(resolved && address !== null && { previous_outpoint_address: address }),
    signature_script: "",
    sig_op_count: "1",
  }));
}

function listedTx(tx: IndexedTx) {
  const outputs = tx.outputs.map(({ amount, script, address }) => ({
    script_public_key: script,
    script_public_key_address: address,
    amount,
  }));
  // The server leaves out what is empty.
  return {
    transaction_id: tx.id,
    is_accepted: true,
    ...(tx.inputs.length > 0 && { inputs: inputRows(tx, false) }),
    ...(outputs.length > 0 && { outputs }),
  };
}

function searchRow(tx: IndexedTx, block: IndexedBlock | undefined) {
  const outputs = tx.outputs.map(({ amount, script, address }, index) => ({
    transaction_id: tx.id,
    index,
    amount,
    script_public_key: script,
    script_public_key_address: address,
    script_public_key_type: "pubkey",
  }));
  return {
    subnetwork_id: tx.subnetworkId,
    transaction_id: tx.id,
    hash: tx.id,
    mass: null,
    payload: null,
    block_hash: [tx.blockHash],
    block_time: tx.blockTime,
    version: tx.version,
    is_accepted: block !== undefined,
    accepting_block_hash: block?.hash ?? null,
    accepting_block_blue_score: block?.blueScore ?? null,
    accepting_block_time: block?.timestamp ?? null,
    inputs: tx.inputs.length === 0 ? null : inputRows(tx, true),
    outputs: outputs.length === 0 ? null : outputs,
  };
}
