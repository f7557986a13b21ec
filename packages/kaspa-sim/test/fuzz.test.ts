import { parseLossless, stringifyLossless } from "@kaspa-pay/kaspa/wrpc";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freshNode } from "./support/node.ts";
import { someAddress } from "./support/simulation.ts";

const node = freshNode();
const ALICE = someAddress("alice");
const HASH = "ab".repeat(32);

const METHODS = [
  "getBlock",
  "getVirtualChainFromBlock",
  "getVirtualChainFromBlockV2",
  "getUtxosByAddresses",
  "getBalanceByAddress",
  "getBalancesByAddresses",
  "getMempoolEntry",
  "getMempoolEntriesByAddresses",
  "submitTransaction",
  "getUtxoReturnAddress",
  "getDaaScoreTimestampEstimate",
  "subscribe",
  "unsubscribe",
];

/** Values that look right in some field and wrong in most. */
const value = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    "",
    HASH,
    ALICE,
    "Low",
    "00",
    "0000",
    0,
    1,
    -1,
    1.5,
    2n ** 64n - 1n,
    2n ** 64n,
  ),
  fc.integer(),
  fc.string(),
  fc.array(fc.constantFrom(ALICE, HASH, 1), { maxLength: 3 }),
);

const field = fc.constantFrom(
  "hash",
  "startHash",
  "includeTransactions",
  "includeAcceptedTransactionIds",
  "dataVerbosityLevel",
  "minConfirmationCount",
  "address",
  "addresses",
  "transactionId",
  "includeOrphanPool",
  "filterTransactionPool",
  "allowOrphan",
  "txid",
  "acceptingBlockDaaScore",
  "daaScores",
  "UtxosChanged",
  "VirtualChainChanged",
);

const output = fc.record(
  { value, scriptPublicKey: fc.oneof(value, fc.constant(`000020${HASH}ac`)), covenant: value },
  { requiredKeys: [] },
);
const input = fc.record(
  {
    previousOutpoint: fc.oneof(value, fc.record({ transactionId: fc.constant(HASH), index: value })),
    signatureScript: value,
    sequence: value,
    sigOpCount: value,
  },
  { requiredKeys: [] },
);
const transaction = fc.record(
  {
    version: fc.constantFrom(0, 1, 70_000),
    inputs: fc.array(input, { maxLength: 2 }),
    outputs: fc.array(output, { maxLength: 2 }),
    lockTime: fc.constant(0),
    subnetworkId: fc.constantFrom("0".repeat(40), `01${"0".repeat(38)}`, "zz"),
    gas: fc.constant(0),
    payload: fc.constantFrom("", "00", "0"),
    storageMass: value,
  },
  { requiredKeys: ["version", "inputs", "outputs"] },
);

describe("hostile parameters", () => {
  test("every request of a known method is answered, never by an internal error, and the node keeps running", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...METHODS),
        fc.dictionary(field, value),
        fc.option(transaction, { nil: undefined }),
        async (method, params, tx) => {
          const frame = stringifyLossless({
            id: 2n ** 63n,
            method,
            params: tx ? { ...params, transaction: tx } : params,
          });
          // The marker character of lossless JSON is refused with the whole connection; that has its own test.
          fc.pre(!frame.includes("\\u0001"));
          const reply = parseLossless(await node.client.raw(frame)) as {
            id: bigint;
            error?: { message: string };
          };
          expect(reply.id).toBe(2n ** 63n);
          expect(reply.error?.message ?? "").not.toMatch(/^internal error/);
        },
      ),
      { numRuns: 600 },
    );
    await node.client.call("ping");
  });
});
