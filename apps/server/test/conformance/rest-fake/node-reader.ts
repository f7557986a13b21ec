// What the real server reads of its node and the product does not: the node's replies as they are on the wire,
// nothing checked and nothing left out.
import { once } from "node:events";
import { parseLossless, stringifyLossless } from "@kaspa-pay/kaspa/wrpc";
import { WebSocket } from "ws";

/** A bare integer of the wire: bigint above 2^53-1. */
type Integer = number | bigint;

export interface NodeTx {
  version: number;
  inputs: {
    previousOutpoint: { transactionId: string; index: number };
    signatureScript: string;
    verboseData: { utxoEntry?: { verboseData: { scriptPublicKeyAddress: string } } } | null;
  }[];
  outputs: {
    value: Integer;
    scriptPublicKey: string;
    /** Null for a script without an address. */
    verboseData: { scriptPublicKeyType: string; scriptPublicKeyAddress: string } | null;
  }[];
  subnetworkId: string;
  payload: string;
  verboseData: { transactionId: string; hash: string; blockHash: string; blockTime: number };
}

export interface NodeHeader {
  hash: string;
  timestamp: number;
  daaScore: Integer;
  blueScore: Integer;
}

interface NodeBlock {
  header: NodeHeader;
  transactions: NodeTx[];
  verboseData: { mergeSetBluesHashes: string[]; mergeSetRedsHashes: string[]; isChainBlock: boolean };
}

interface NodeReplies {
  getServerInfo: { serverVersion: string; networkId: string; hasUtxoIndex: boolean; isSynced: boolean };
  getBlockDagInfo: {
    blockCount: Integer;
    headerCount: Integer;
    tipHashes: string[];
    difficulty: number;
    pastMedianTime: number;
    virtualParentHashes: string[];
    pruningPointHash: string;
    virtualDaaScore: Integer;
    sink: string;
  };
  getSinkBlueScore: { blueScore: Integer };
  getFeeEstimate: { estimate: object };
  getBlock: { block: NodeBlock };
  getVirtualChainFromBlock: {
    removedChainBlockHashes: string[];
    addedChainBlockHashes: string[];
    acceptedTransactionIds: { acceptingBlockHash: string; acceptedTransactionIds: string[] }[];
  };
  /** At level Full. */
  getVirtualChainFromBlockV2: {
    removedChainBlockHashes: string[];
    addedChainBlockHashes: string[];
    chainBlockAcceptedTransactions: { chainBlockHeader: NodeHeader; acceptedTransactions: NodeTx[] }[];
  };
  getUtxosByAddresses: {
    entries: {
      address: string;
      outpoint: { transactionId: string; index: number };
      utxoEntry: {
        amount: Integer;
        scriptPublicKey: string;
        blockDaaScore: Integer;
        isCoinbase: boolean;
      };
    }[];
  };
}

/** The node answered with an error, in its own words. */
export class NodeRefusal extends Error {}

interface Frame {
  id: number;
  params?: unknown;
  error?: { message: string } | null;
}

interface Waiting {
  resolve: (reply: unknown) => void;
  reject: (error: Error) => void;
}

export class NodeReader {
  private readonly socket: WebSocket;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data) => this.receive(parseLossless(String(data)) as Frame));
    // The close that follows says it all.
    socket.on("error", () => {});
    socket.on("close", () => {
      for (const { reject } of this.waiting.values()) reject(new Error("The node closed the connection."));
      this.waiting.clear();
    });
  }

  static async open(url: string): Promise<NodeReader> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await once(socket, "open");
    return new NodeReader(socket);
  }

  /** Rejects with {@link NodeRefusal} for an error of the node. */
  call<M extends keyof NodeReplies>(method: M, params: object = {}): Promise<NodeReplies[M]> {
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      this.waiting.set(id, { resolve: (reply) => resolve(reply as NodeReplies[M]), reject });
      this.socket.send(stringifyLossless({ id, method, params }), (unsent) => {
        if (!unsent) return;
        this.waiting.delete(id);
        reject(unsent);
      });
    });
  }

  async block(hash: string): Promise<NodeBlock> {
    return (await this.call("getBlock", { hash, includeTransactions: true })).block;
  }

  close(): void {
    this.socket.terminate();
  }

  private receive({ id, params, error }: Frame): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new NodeRefusal(error.message));
    else waiting?.resolve(params);
  }
}
