import {
  notifications,
  parseLossless,
  requestFrame,
  schemas,
  serverFrame,
  toTx,
  toWireTransaction,
  type WrpcMethod,
} from "@kaspa-pay/kaspa/wrpc";
import { describe, expect, test } from "vitest";
import { vectors } from "./vectors.ts";

const file = vectors<{
  clientFrames: { method: string; frame: string }[];
  acceptedServerFrames: { for: string; frame: string; decodedAmount?: string }[];
}>("wrpc-json-frames");

const h = (byte: string) => byte.repeat(32);
const M = "kaspatest:qz7ulu4c25dh7fzec9zjyrmlhnkzrg4wmf89q7gzr3gfrsj3uz6xjceef60sd";
const SM = "000020bdcff2b8551b7f2459c145220f7fbcec21a2aeda4e5079021c5091c251e0b469ac";

describe("recorded frames", () => {
  test.each(file.clientFrames)("the request schemas read the official client's $method", ({ frame }) => {
    const request = requestFrame.parse(parseLossless(frame));
    expect(frame).toContain(`"id":${request.id},`);
    expect(schemas[request.method as WrpcMethod].request.safeParse(request.params).error).toBeUndefined();
  });

  test.each(file.acceptedServerFrames)("the reply schemas read $for", (vector) => {
    const frame = serverFrame.parse(parseLossless(vector.frame));
    if (vector.for === "error") {
      expect(frame.error?.message).toContain("--utxoindex");
      return;
    }
    const schema =
      frame.id === null
        ? notifications[frame.method as keyof typeof notifications]
        : schemas[frame.method as WrpcMethod].reply;
    const parsed = schema.safeParse(frame.params);
    expect(parsed.error).toBeUndefined();
    if (vector.decodedAmount) {
      const text = JSON.stringify(parsed.data, (_, v: unknown) => (typeof v === "bigint" ? `${v}n` : v));
      expect(text).toContain(`"${vector.decodedAmount}n"`);
    }
  });
});

const header = {
  hash: h("b1"),
  version: 1,
  parentsByLevel: null,
  hashMerkleRoot: null,
  timestamp: 1795000000100,
  bits: 453325233,
  nonce: 9822146231890341207n,
  daaScore: 500000101,
  blueWork: "0".repeat(48),
  blueScore: 498200042,
  pruningPoint: null,
};
const output = {
  value: 500000000,
  scriptPublicKey: SM,
  verboseData: { scriptPublicKeyType: "PubKey", scriptPublicKeyAddress: M },
  covenant: null,
};
const chainTx = {
  version: null,
  inputs: [
    {
      previousOutpoint: null,
      signatureScript: `41${"00".repeat(64)}01`,
      sequence: null,
      sigOpCount: null,
      computeBudget: null,
      verboseData: {
        utxoEntry: {
          amount: null,
          scriptPublicKey: null,
          blockDaaScore: null,
          isCoinbase: null,
          verboseData: { scriptPublicKeyType: "PubKey", scriptPublicKeyAddress: M },
          covenantId: null,
        },
      },
    },
  ],
  outputs: [output],
  lockTime: null,
  subnetworkId: "0".repeat(40),
  gas: 0,
  payload: "",
  storageMass: 3000,
  mass: 3000,
  verboseData: {
    transactionId: h("a1"),
    hash: h("a2"),
    computeMass: null,
    blockHash: h("ba"),
    blockTime: 1794999999900,
  },
};
const page = (more: object = {}) => ({
  removedChainBlockHashes: [h("b0")],
  addedChainBlockHashes: [h("b1")],
  chainBlockAcceptedTransactions: [{ chainBlockHeader: header, acceptedTransactions: [chainTx] }],
  ...more,
});
const v2 = schemas.getVirtualChainFromBlockV2.reply;

describe("getVirtualChainFromBlockV2", () => {
  test("a page at level Low is decoded: scores and values bigint, absent values null", () => {
    const parsed = v2.parse(page());
    const [block] = parsed.chainBlockAcceptedTransactions;
    expect(block!.chainBlockHeader).toEqual({
      hash: h("b1"),
      version: 1,
      timestamp: 1795000000100,
      daaScore: 500000101n,
      blueScore: 498200042n,
    });
    const [tx] = block!.acceptedTransactions;
    const { scriptPublicKey } = output;
    expect(tx!.outputs[0]).toEqual({ value: 500000000n, scriptPublicKey, covenant: null });
    expect(tx!.inputs[0]!.verboseData?.utxoEntry?.verboseData?.scriptPublicKeyAddress).toBe(M);
    expect(tx!.verboseData?.transactionId).toBe(chainTx.verboseData.transactionId);
  });

  test("version 1, covenants, left-out fields and byte arrays of older nodes are accepted", () => {
    const covenant = { authorizingInput: 0, covenantId: h("c0") };
    const bytes = { ...chainTx.inputs[0], signatureScript: [65, 1], verboseData: undefined };
    const tx = {
      ...chainTx,
      version: 1,
      payload: [1, 2],
      inputs: [bytes],
      outputs: [{ ...output, covenant }],
    };
    const blocks = [
      { chainBlockHeader: { hash: h("b1") }, acceptedTransactions: [tx, { inputs: [], outputs: [] }] },
    ];
    const parsed = v2.parse(page({ chainBlockAcceptedTransactions: blocks }));
    const [first, second] = parsed.chainBlockAcceptedTransactions[0]!.acceptedTransactions;
    expect(first!.outputs[0]!.covenant).toEqual({ covenantId: h("c0") });
    expect(first!.inputs[0]!.verboseData).toBeNull();
    expect(second!.verboseData).toBeNull();
    expect(parsed.chainBlockAcceptedTransactions[0]!.chainBlockHeader.daaScore).toBeNull();
  });

  test.each<[string, object]>([
    ["lists of unequal length", { chainBlockAcceptedTransactions: [] }],
    ["a header of another block", { addedChainBlockHashes: [h("b2")] }],
    ["a hash that is no hash", { removedChainBlockHashes: ["B0"] }],
    ["no list of removed blocks", { removedChainBlockHashes: undefined }],
    [
      "a negative value",
      {
        chainBlockAcceptedTransactions: [
          {
            chainBlockHeader: header,
            acceptedTransactions: [{ ...chainTx, outputs: [{ ...output, value: -1 }] }],
          },
        ],
      },
    ],
    [
      "a value above 64 bits",
      {
        chainBlockAcceptedTransactions: [
          {
            chainBlockHeader: header,
            acceptedTransactions: [{ ...chainTx, outputs: [{ ...output, value: 2n ** 64n }] }],
          },
        ],
      },
    ],
    [
      "a quoted number",
      {
        chainBlockAcceptedTransactions: [
          { chainBlockHeader: { ...header, daaScore: "1" }, acceptedTransactions: [chainTx] },
        ],
      },
    ],
  ])("%s make the reply bad", (_, more) => {
    expect(v2.safeParse(page(more)).success).toBe(false);
  });

  test("the accepted ids of the first version belong to the added blocks", () => {
    const reply = schemas.getVirtualChainFromBlock.reply;
    const ids = { acceptingBlockHash: h("b1"), acceptedTransactionIds: [h("a1")] };
    const base = { removedChainBlockHashes: [], addedChainBlockHashes: [h("b1")] };
    expect(reply.safeParse({ ...base, acceptedTransactionIds: [ids] }).success).toBe(true);
    expect(reply.safeParse({ ...base, acceptedTransactionIds: [] }).success).toBe(true);
    expect(
      reply.safeParse({ ...base, addedChainBlockHashes: [h("b2")], acceptedTransactionIds: [ids] }).success,
    ).toBe(false);
  });
});

const wireTx = {
  version: 0,
  inputs: [
    {
      previousOutpoint: { transactionId: h("a0"), index: 1 },
      signatureScript: `41${"00".repeat(64)}01`,
      sequence: 18446744073709551615n,
      sigOpCount: 1,
      computeBudget: 0,
      verboseData: null,
    },
  ],
  outputs: [{ value: 9007199254740993n, scriptPublicKey: SM, verboseData: null, covenant: null }],
  lockTime: 0,
  subnetworkId: "0".repeat(40),
  gas: 0,
  payload: "",
  storageMass: 3000,
  verboseData: null,
};

describe("other calls", () => {
  test("getServerInfo and getBlockDagInfo", () => {
    const info = {
      rpcApiVersion: 1,
      rpcApiRevision: 0,
      serverVersion: "2.0.1",
      networkId: "testnet-10",
      hasUtxoIndex: true,
      isSynced: true,
      virtualDaaScore: 500000105,
    };
    expect(schemas.getServerInfo.reply.parse(info)).toEqual({ ...info, virtualDaaScore: 500000105n });
    const dag = {
      network: "testnet-10",
      blockCount: 1100200,
      headerCount: 1100200,
      tipHashes: [h("b3")],
      difficulty: 1234.5,
      pastMedianTime: 1794999990000,
      virtualParentHashes: [h("b3")],
      pruningPointHash: h("99"),
      virtualDaaScore: 500000105,
      sink: h("b3"),
    };
    expect(schemas.getBlockDagInfo.reply.parse(dag).virtualDaaScore).toBe(500000105n);
  });

  test("getBlock survives outputs without an address", () => {
    const block = {
      block: {
        header: { ...header, parentsByLevel: [[h("b0")]] },
        transactions: [
          { ...wireTx, outputs: [{ ...wireTx.outputs[0], scriptPublicKey: "0000", verboseData: null }] },
        ],
        verboseData: {
          hash: h("b1"),
          mergeSetBluesHashes: [h("b0")],
          mergeSetRedsHashes: [],
          isChainBlock: true,
        },
      },
    };
    const parsed = schemas.getBlock.reply.parse(block).block;
    expect(parsed.verboseData?.mergeSetBluesHashes).toEqual([h("b0")]);
    expect(parsed.transactions[0]!.outputs[0]!.verboseData).toBeNull();
  });

  test("mempool entries are decoded to camelCase", () => {
    const entry = { fee: 203600, transaction: wireTx, is_orphan: false };
    const reply = { entries: [{ address: M, sending: [], receiving: [entry] }] };
    const [first] = schemas.getMempoolEntriesByAddresses.reply.parse(reply).entries;
    expect(first!.receiving[0]).toMatchObject({ fee: 203600n, isOrphan: false });
    expect(first!.receiving[0]).not.toHaveProperty("is_orphan");
  });

  test("submitTransaction takes storage mass under either name, both only when equal", () => {
    const request = schemas.submitTransaction.request;
    const ok = (more: object) =>
      request.safeParse({ transaction: { ...wireTx, ...more }, allowOrphan: false }).success;
    expect(ok({})).toBe(true);
    expect(ok({ storageMass: undefined, mass: 3000 })).toBe(true);
    expect(ok({ mass: 3000 })).toBe(true);
    expect(ok({ mass: 3001 })).toBe(false);
  });

  test("a transaction goes to the wire and back unchanged", () => {
    const { transaction } = schemas.submitTransaction.request.parse({
      transaction: wireTx,
      allowOrphan: false,
    });
    const tx = toTx(transaction);
    const again = schemas.submitTransaction.request.parse({
      transaction: toWireTransaction(tx),
      allowOrphan: false,
    });
    expect(toTx(again.transaction)).toEqual(tx);
    expect(tx.storageMass).toBe(3000n);
  });

  test("getFeeEstimate needs the first bucket of each list", () => {
    const bucket = { feerate: 100.0, estimatedSeconds: 0.2 };
    const estimate = { priorityBucket: bucket, normalBuckets: [bucket], lowBuckets: [bucket] };
    const reply = schemas.getFeeEstimate.reply;
    expect(reply.parse({ estimate }).estimate.normalBuckets[0].feerate).toBe(100);
    expect(reply.safeParse({ estimate: { ...estimate, normalBuckets: [] } }).success).toBe(false);
  });

  test("subscribe takes exactly one scope", () => {
    const scope = schemas.subscribe.request;
    expect(scope.safeParse({ VirtualDaaScoreChanged: {} }).success).toBe(true);
    expect(scope.safeParse({}).success).toBe(false);
    expect(scope.safeParse({ VirtualDaaScoreChanged: {}, SinkBlueScoreChanged: {} }).success).toBe(false);
  });

  test("notifications are decoded with their scope", () => {
    const params = { VirtualDaaScoreChanged: { virtualDaaScore: 500000105 } };
    expect(notifications.virtualDaaScoreChangedNotification.parse(params)).toEqual({
      scope: "VirtualDaaScoreChanged",
      virtualDaaScore: 500000105n,
    });
  });
});
