import { schemas } from "@kaspa-pay/kaspa/wrpc";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readChainPage } from "../src/wrpc/chain-page.ts";

const hash = (seed: number) => seed.toString(16).padStart(64, "0");

/** A page with every field that a node may send. */
function page(blocks: number, txs: number) {
  const transaction = (at: number) => ({
    version: null,
    inputs: [
      {
        previousOutpoint: at % 2 === 0 ? null : { transactionId: hash(at), index: at },
        signatureScript: "41",
        verboseData: {
          utxoEntry: {
            amount: null,
            verboseData: { scriptPublicKeyAddress: "kaspa:q", scriptPublicKeyType: "PubKey" },
          },
        },
      },
    ],
    outputs: [
      { value: 500_000_000, scriptPublicKey: "000020ac", verboseData: null, covenant: null },
      { value: 2n ** 63n, scriptPublicKey: "0000", covenant: { authorizingInput: 0, covenantId: hash(at) } },
    ],
    subnetworkId: "0".repeat(40),
    gas: 0,
    verboseData: { transactionId: hash(at), hash: hash(at), computeMass: null },
  });
  const hashes = Array.from({ length: blocks }, (_, at) => hash(1_000 + at));
  return {
    removedChainBlockHashes: [hash(7)],
    addedChainBlockHashes: hashes,
    chainBlockAcceptedTransactions: hashes.map((own, at) => ({
      chainBlockHeader: {
        hash: own,
        version: 1,
        timestamp: 1_795_000_000_100,
        nonce: 2n ** 63n,
        daaScore: 500_000_101 + at,
        blueScore: 498_200_042 + at,
      },
      acceptedTransactions: Array.from({ length: txs }, (_, tx) => transaction(tx)),
    })),
  };
}

/** All places of a value, as paths of keys. */
function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

function changed(root: unknown, [key, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy = (Array.isArray(root) ? [...root] : { ...(root as object) }) as Record<
    string | number,
    unknown
  >;
  const inner = changed(copy[key], rest, to);
  if (inner !== GONE) copy[key] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}
const GONE = Symbol("gone");

test("the page read by hand is what the schema says, for good pages and for pages with any one place changed", () => {
  const schema = schemas.getVirtualChainFromBlockV2.reply;
  const whole = page(2, 3);
  const all = places(whole);
  const values = fc.oneof(
    fc.constantFrom<unknown>(
      GONE,
      null,
      undefined,
      0,
      -0,
      -1,
      1.5,
      2 ** 53,
      Number.NaN,
      "",
      "0000",
      "zz",
      [],
      {},
      true,
    ),
    fc.constantFrom<unknown>(
      2n ** 64n - 1n,
      2n ** 64n,
      -1n,
      hash(3),
      hash(1_000),
      hash(3).toUpperCase(),
      "00",
      "000",
    ),
    fc.constantFrom<unknown>(`${hash(3)}\n`, "0000\n", [null], [hash(3)], { hash: hash(3) }, "0".repeat(40)),
    fc.anything(),
  );
  const edits = fc.array(fc.tuple(fc.constantFrom(...all), values), { maxLength: 2 });
  fc.assert(
    fc.property(edits, (list) => {
      let value: unknown = whole;
      for (const [path, to] of list) {
        try {
          value = changed(value, path, to);
        } catch {
          // The place went with an earlier change.
        }
      }
      if (value === GONE) return;
      const parsed = schema.safeParse(value);
      expect(readChainPage(value)).toEqual(parsed.success ? parsed.data : null);
    }),
    { numRuns: 3_000 },
  );
});
