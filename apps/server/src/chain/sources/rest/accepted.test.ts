import { expect, it } from "vitest";
import { Unavailable } from "../../source.ts";
import { agreedBlocks, UNKNOWN_COVENANT } from "./accepted.ts";
import { type AcceptedRow, acceptedRows, type ListedBlock } from "./replies.ts";

const COINBASE = `01${"0".repeat(38)}`;
const hash = (byte: number) => byte.toString(16).padStart(2, "0").repeat(32);

/** Block `n` accepted the coinbase of block n-1 and one payment. */
function block(n: number): { listed: ListedBlock; rows: AcceptedRow[] } {
  const own = { accepting_block_hash: hash(n), accepting_block_blue_score: BigInt(n) };
  const rows = acceptedRows.parse([
    {
      ...own,
      transaction_id: hash(100 + n),
      subnetwork_id: "0".repeat(40),
      version: 0,
      inputs: [{}],
      outputs: [output(0)],
    },
    {
      ...own,
      transaction_id: hash(200 + n),
      subnetwork_id: COINBASE,
      version: 0,
      block_hash: [hash(n - 1)],
      outputs: [],
    },
  ]);
  const listed = {
    hash: hash(n),
    blue_score: BigInt(n),
    daa_score: BigInt(n + 1000),
    timestamp: n,
    transactions: rows.map(({ transaction_id }) => ({ transaction_id })),
  };
  return { listed, rows };
}
const output = (index: number, change: object = {}) => ({
  index,
  amount: 5,
  script_public_key: "20ab",
  script_public_key_address: "kaspasim:q",
  ...change,
});

function read(change: (blocks: ReturnType<typeof block>[]) => void = () => {}) {
  const blocks = [block(1), block(2), block(3)];
  change(blocks);
  return agreedBlocks(
    blocks.flatMap(({ listed }) => listed),
    blocks.flatMap(({ rows }) => rows),
    0n,
  );
}
const hashes = (blocks: readonly { hash: string }[]) => blocks.map((block) => block.hash);

it("two readings that agree give the blocks in order, the coinbase first, with where it came from", () => {
  const blocks = read((all) => all.reverse());
  expect(hashes(blocks)).toEqual([hash(1), hash(2), hash(3)]);
  expect(blocks[1]).toMatchObject({ daaScore: 1002n, blueScore: 2n, timestampMs: 2, parents: [hash(1)] });
  expect(blocks[1]?.txs.map(({ coinbase }) => coinbase)).toEqual([true, false]);
  expect(blocks[1]?.txs[1]?.outputs).toEqual([{ index: 0, value: 5n, script: "000020ab", covenantId: null }]);
});

it.each<[string, (second: ReturnType<typeof block>) => void]>([
  ["lacks a transaction in the search", ({ rows }) => rows.shift()],
  ["lacks a transaction in the listing", ({ listed }) => listed.transactions.pop()],
  ["names another transaction", ({ rows }) => Object.assign(rows[0] as object, { transaction_id: hash(99) })],
  ["has another blue score", ({ listed }) => Object.assign(listed, { blue_score: 4n })],
  ["is not in the search", ({ rows }) => rows.splice(0)],
  ["has no coinbase", ({ rows, listed }) => [rows.pop(), listed.transactions.pop()]],
])("nothing is read from the first block that %s on", (_, spoil) => {
  expect(hashes(read(([, second]) => second && spoil(second)))).toEqual([hash(1)]);
});

it("a chain block that only one reading has ends the page before it", () => {
  const { rows } = block(2);
  expect(
    hashes(
      agreedBlocks([block(1).listed, block(3).listed], [...block(1).rows, ...rows, ...block(3).rows], 0n),
    ),
  ).toEqual([hash(1)]);
});

it("a script without an address matches nothing of ours", () => {
  for (const script_public_key_address of [null, ""]) {
    const [first] = read(([one]) => {
      Object.assign(one?.rows[0]?.outputs[0] as object, { script_public_key_address });
    });
    expect(first?.txs[1]?.outputs[0]?.script).toBe("ffff20ab");
  }
});

it("F10 outputs of a transaction of version 1, or of none, are marked as perhaps bound to a covenant", () => {
  for (const version of [1, 2, null]) {
    const [first] = read(([one]) => {
      Object.assign(one?.rows[0] as object, { version });
    });
    expect(first?.txs[1]?.outputs[0]?.covenantId).toBe(UNKNOWN_COVENANT);
  }
});

it("F8 a transaction with a missing or doubled output is a bad reply", () => {
  for (const indexes of [[1], [0, 2], [0, 0]]) {
    const outputs = acceptedRows.parse([
      { ...block(1).rows[0], accepting_block_blue_score: 1, outputs: indexes.map((at) => output(at)) },
    ])[0]?.outputs;
    expect(() => read(([one]) => Object.assign(one?.rows[0] as object, { outputs }))).toThrow(Unavailable);
  }
});
