// The text form of Kaspa addresses: bitcoincash's 40-bit checksum over base32 characters. Common bech32 libraries
// compute a 30-bit checksum and do not fit. The 40-bit state is kept as 8 high and 32 low bits, which is several
// times faster than a bigint.

const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const CHECKSUM_CHARS = 8;
const GENERATORS = [
  [0x98, 0xf2bc8e61],
  [0x79, 0xb76d99e2],
  [0xf3, 0x3e5fb3c4],
  [0xae, 0x2eabe2a8],
  [0x1e, 0x4f43e470],
] as const;

const VALUE_OF = new Int8Array(128).fill(-1);
for (let value = 0; value < ALPHABET.length; value++) VALUE_OF[ALPHABET.charCodeAt(value)] = value;

/** What can be wrong with the characters after the colon, before their meaning is looked at. */
type CodecFault = "bad_char" | "bad_length" | "bad_checksum";

/** Writes `prefix:` + base32(bytes) + checksum; `bytes` begin with the version byte. */
export function encodeText(prefix: string, bytes: Uint8Array): string {
  const values = toBase32(bytes);
  const checksum = checksumOf(prefix, values);
  let text = `${prefix}:`;
  for (const value of values) text += ALPHABET[value];
  for (const value of checksum) text += ALPHABET[value];
  return text;
}

/**
 * Reads the characters after the colon into bytes (version byte first). Padding bits are dropped, so the caller
 * re-encodes and compares.
 */
export function decodeText(prefix: string, payload: string): Uint8Array | CodecFault {
  if (payload.length <= CHECKSUM_CHARS) return "bad_length";
  const values = new Uint8Array(payload.length);
  for (let at = 0; at < payload.length; at++) {
    const value = VALUE_OF[payload.charCodeAt(at)] ?? -1;
    if (value < 0) return "bad_char";
    values[at] = value;
  }
  const data = values.subarray(0, -CHECKSUM_CHARS);
  const expected = checksumOf(prefix, data);
  const given = values.subarray(-CHECKSUM_CHARS);
  if (expected.some((value, at) => value !== given[at])) return "bad_checksum";
  return fromBase32(data);
}

function checksumOf(prefix: string, values: Uint8Array): number[] {
  let high = 0;
  let low = 1;
  const feed = (value: number): void => {
    const top = high >>> 3;
    high = ((high & 7) << 5) | (low >>> 27);
    low = (low << 5) ^ value;
    for (let bit = 0; bit < 5; bit++) {
      if (((top >>> bit) & 1) === 0) continue;
      const generator = GENERATORS[bit]!;
      high ^= generator[0];
      low ^= generator[1];
    }
  };
  for (let at = 0; at < prefix.length; at++) feed(prefix.charCodeAt(at) & 31);
  feed(0);
  for (const value of values) feed(value);
  for (let at = 0; at < CHECKSUM_CHARS; at++) feed(0);
  low ^= 1;
  return [
    high >>> 3,
    ((high & 7) << 2) | (low >>> 30),
    (low >>> 25) & 31,
    (low >>> 20) & 31,
    (low >>> 15) & 31,
    (low >>> 10) & 31,
    (low >>> 5) & 31,
    low & 31,
  ];
}

function toBase32(bytes: Uint8Array): Uint8Array {
  const values = new Uint8Array(Math.ceil((bytes.length * 8) / 5));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      values[at++] = (buffer >>> bits) & 31;
    }
  }
  if (bits > 0) values[at] = (buffer << (5 - bits)) & 31;
  return values;
}

function fromBase32(values: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.floor((values.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const value of values) {
    buffer = ((buffer << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >>> bits) & 255;
    }
  }
  return bytes;
}
