// Public ids: a prefix that names the kind and the 32 hex digits of a UUIDv7 (architecture.md 6.2).

/** Kinds of ids: payment, link, event, store, user, API key, webhook endpoint, delivery, request, session. */
export const ID_PREFIXES = ["pay", "lnk", "evt", "sto", "usr", "key", "whk", "dlv", "req", "ses"] as const;

/** The first three letters of an id. */
export type IdPrefix = (typeof ID_PREFIXES)[number];

const ID = /^([a-z]{3})_([0-9a-f]{32})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A UUIDv7 (RFC 9562) as lower-case text: 48 bits of time, 74 random bits.
 * @param nowMs ms since 1970, 0 to 2^48 - 1
 * @param random at least 10 random bytes
 * @throws RangeError when either is out of range
 */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48)
    throw new RangeError("time is outside 48 bits");
  if (random.length < 10) throw new RangeError("a UUIDv7 needs 10 random bytes");
  const bytes = new Uint8Array(16);
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(nowMs / 2 ** (8 * (5 - index))) % 256;
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return withDashes(hex);
}

/**
 * The public id of a UUID: `newId("pay", uuid)` is `pay_` and 32 hex digits.
 * @throws RangeError when `uuid` is none
 */
export function newId(prefix: IdPrefix, uuid: string): string {
  if (!UUID.test(uuid)) throw new RangeError("not a UUID");
  return `${prefix}_${uuid.toLowerCase().replaceAll("-", "")}`;
}

/** The UUID inside a public id; null when the text is not an id of this kind, so that a foreign id is simply not found. */
export function idToUuid(prefix: IdPrefix, id: string): string | null {
  const found = ID.exec(id);
  return found?.[1] === prefix && found[2] !== undefined ? withDashes(found[2]) : null;
}

function withDashes(hex: string): string {
  const cuts = [0, 8, 12, 16, 20, 32] as const;
  return cuts
    .slice(1)
    .map((end, index) => hex.slice(cuts[index], end))
    .join("-");
}
