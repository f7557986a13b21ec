// Replies of the public Kaspa REST API (kaspa-rest-server over simply-kaspa-indexer). Facts of the node behind it come
// in camelCase with numbers as text, rows of its index in snake_case with bare integers above 2^53.
import * as z from "zod";

const U64_MAX = 2n ** 64n - 1n;

/** Sompi and scores: digits in a string, or a bare integer that the lossless parser left exact. */
const u64 = z
  .union([z.string().regex(/^\d{1,20}$/), z.number().int().nonnegative(), z.bigint()])
  .refine((value) => typeof value !== "number" || Number.isSafeInteger(value), "not exact")
  .transform(BigInt)
  .refine((value) => value >= 0n && value <= U64_MAX, "not an unsigned 64-bit integer");
/** Milliseconds. */
const time = u64.transform(Number);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);
const subnetwork = z.string().regex(/^[0-9a-f]{40}$/);

/** `GET /info/kaspad` */
export const nodeFacts = z.object({
  serverVersion: z.string(),
  isUtxoIndexed: z.boolean(),
  isSynced: z.boolean(),
});

/** `GET /info/blockdag` */
export const blockDag = z.object({
  networkName: z.string(),
  blockCount: u64,
  headerCount: u64,
  difficulty: z.number(),
  pastMedianTime: time,
  virtualDaaScore: u64,
  sink: hash,
});

/** `GET /info/virtual-chain-blue-score` */
export const sinkScore = z.object({ blueScore: u64 });

const bucket = z.object({ feerate: z.number().nonnegative() });
/** `GET /info/fee-estimate`, sompi per gram */
export const fees = z.object({
  priorityBucket: bucket,
  normalBuckets: z.tuple([bucket], bucket),
  lowBuckets: z.tuple([bucket], bucket),
});

const bodyTx = z.object({
  version: z.number().int().nullish(),
  subnetworkId: subnetwork.nullish(),
  inputs: z.array(z.unknown()).nullish(),
  outputs: z
    .array(z.object({ amount: u64, scriptPublicKey: z.object({ scriptPublicKey: hex }) }))
    .nullish()
    .transform((outputs) => outputs ?? []),
  verboseData: z.object({ transactionId: hash }),
});

const wholeBlock = z.object({
  header: z.object({ blueScore: u64, daaScore: u64, timestamp: time }),
  transactions: z.array(bodyTx).nullish(),
  verboseData: z.object({
    hash,
    selectedParentHash: hash,
    mergeSetBluesHashes: z.array(hash).nullish(),
    mergeSetRedsHashes: z.array(hash).nullish(),
    isChainBlock: z.boolean().nullish(),
  }),
});
/** A block that the node pruned and the index kept with empty columns: as good as unknown. */
const remnant = z
  .object({
    header: z.object({ blueScore: u64.nullish(), daaScore: u64.nullish(), timestamp: time.nullish() }),
    verboseData: z.object({ hash, selectedParentHash: hash.nullish() }),
  })
  .transform(() => null);
/** `GET /blocks/{hash}`, null for one that lacks a field of its own */
export const block = z.union([wholeBlock, remnant]);
/** `GET /blocks-from-bluescore` */
export const blocks = z.array(block);

/** `POST /transactions/search` with only the two fields that list chain blocks. */
export const chainRows = z.array(z.object({ accepting_block_hash: hash, accepting_block_blue_score: u64 }));

const rowOutput = z.object({
  index: z.number().int().nonnegative(),
  amount: u64,
  script_public_key: hex,
  script_public_key_address: z.string().nullish(),
});
/** `POST /transactions/search` by accepting blue score. */
export const acceptedRows = z.array(
  z.object({
    transaction_id: hash,
    subnetwork_id: subnetwork.nullish(),
    version: z.number().int().nullish(),
    block_hash: z
      .array(hash)
      .nullish()
      .transform((hashes) => hashes ?? []),
    accepting_block_hash: hash,
    accepting_block_blue_score: u64,
    inputs: z
      .array(z.object({ previous_outpoint_address: z.string().nullish() }))
      .nullish()
      .transform((inputs) => inputs ?? []),
    outputs: z
      .array(rowOutput)
      .nullish()
      .transform((outputs) => outputs ?? []),
  }),
);
export type AcceptedRow = z.output<typeof acceptedRows>[number];

/** `POST /transactions/search` by id, for the version alone. */
export const versionRows = z.array(z.object({ transaction_id: hash, version: z.number().int() }));

/** `GET /virtual-chain` */
export const chainList = z.array(
  z.object({
    hash,
    blue_score: u64,
    daa_score: u64,
    timestamp: time,
    transactions: z.array(z.object({ transaction_id: hash })),
  }),
);
export type ListedBlock = z.output<typeof chainList>[number];

/** `POST /transactions/acceptance` */
export const acceptances = z.array(
  z.object({ transactionId: hash, accepted: z.boolean(), acceptingBlockHash: hash.nullish() }),
);

/** `POST /addresses/utxos` */
export const utxos = z.array(
  z.object({
    address: z.string(),
    outpoint: z.object({ transactionId: hash, index: z.number().int().nonnegative() }),
    utxoEntry: z.object({
      amount: u64,
      scriptPublicKey: z.object({ scriptPublicKey: hex }),
      blockDaaScore: u64,
      isCoinbase: z.boolean().nullish(),
    }),
  }),
);
