import * as z from "zod";

// In a page, compiling validators would break a strict Content-Security-Policy, and the mere attempt is reported.
if (typeof document !== "undefined") z.config({ jitless: true });

const U64_MAX = 2n ** 64n - 1n;

function isU64(value: unknown): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0;
  return typeof value === "bigint" && value >= 0n && value <= U64_MAX;
}

/** Sompi, DAA scores, blue scores and ids: bare integers that arrive as number or, above 2^53−1, as bigint. */
export const u64 = z
  .custom<number | bigint>(isU64, "not an unsigned 64-bit integer")
  .transform((value) => BigInt(value));

/** Small counters and times in milliseconds. */
export const count = z.number().int().nonnegative();

/** 32 bytes in lower-case hex: hashes, transaction ids, covenant ids. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Whole bytes in lower-case hex. */
export const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);

/** Script version (4 digits) and script in one text. */
export const scriptPublicKey = z.string().regex(/^[0-9a-f]{4}(?:[0-9a-f]{2})*$/);

/** Subnetwork id, 20 bytes. */
export const subnetworkId = z.string().regex(/^[0-9a-f]{40}$/);

/** The node writes an absent value as null, other implementations leave it out: both become null. */
export function orNull<T extends z.ZodType>(schema: T): z.ZodDefault<z.ZodNullable<T>> {
  return schema.nullable().default(null as never) as z.ZodDefault<z.ZodNullable<T>>;
}
