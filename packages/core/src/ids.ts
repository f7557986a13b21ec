// Ids are UUIDs that begin with their time, so that rows sort in the order in which they were made.

/**
 * A UUIDv7 (RFC 9562) as lower-case text: 48 bits of time, 74 random bits.
 * @param nowMs ms since 1970, 0 to 2^48 - 1
 * @param random at least 10 random bytes
 * @throws RangeError when either is out of range
 */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  return timedUuid(7, nowMs, random);
}

/**
 * A UUIDv8 (RFC 9562) as lower-case text: 48 bits of time, 58 random bits, and the given 16 bits as its end.
 * @param nowMs ms since 1970, 0 to 2^48 - 1
 * @param random at least 10 random bytes, of which the last two are not used
 * @param last 0 to 2^16 - 1
 * @throws RangeError when any is out of range
 */
export function uuidV8(nowMs: number, random: Uint8Array, last: number): string {
  if (!Number.isInteger(last) || last < 0 || last >= 2 ** 16)
    throw new RangeError("the end is outside 16 bits");
  return timedUuid(8, nowMs, random).slice(0, -4) + last.toString(16).padStart(4, "0");
}

function timedUuid(version: 7 | 8, nowMs: number, random: Uint8Array): string {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48)
    throw new RangeError("time is outside 48 bits");
  if (random.length < 10) throw new RangeError("a timed UUID needs 10 random bytes");
  const bytes = new Uint8Array(16);
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(nowMs / 2 ** (8 * (5 - index))) % 256;
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = (version << 4) | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return withDashes(hex);
}

function withDashes(hex: string): string {
  const cuts = [0, 8, 12, 16, 20, 32] as const;
  return cuts
    .slice(1)
    .map((end, index) => hex.slice(cuts[index], end))
    .join("-");
}
