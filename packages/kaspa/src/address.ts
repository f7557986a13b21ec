import { decodeText, encodeText } from "./address-codec.ts";
import { bytesToHex, hexToBytes, isHex } from "./bytes.ts";
import { type Network, networkFromPrefix, params } from "./networks.ts";

/** Address version: 0 Schnorr public key, 1 ECDSA public key, 8 script hash. */
export type AddressVersion = 0 | 1 | 8;

/** Why an address was refused. */
export type AddressErrorCode =
  | "bad_prefix"
  | "wrong_network"
  | "bad_char"
  | "bad_length"
  | "bad_checksum"
  | "bad_version"
  | "not_canonical";

/** Thrown for text that is not a payable address. `code` is stable, the message is for people. */
export class AddressError extends Error {
  readonly code: AddressErrorCode;

  constructor(code: AddressErrorCode) {
    super(MESSAGES[code]);
    this.name = "AddressError";
    this.code = code;
  }
}

const MESSAGES: Record<AddressErrorCode, string> = {
  bad_prefix: "An address begins with kaspa:, kaspatest: or kaspasim:.",
  wrong_network: "The address belongs to another network.",
  bad_char: "The address holds a character that no address has. Addresses are lower case.",
  bad_length: "The address is too short or too long: copy it again.",
  bad_checksum: "The address is mistyped: its checksum does not fit.",
  bad_version: "The address is of an unknown kind.",
  not_canonical: "The address is not written in its one canonical form.",
};

/** A decoded address. */
export interface DecodedAddress {
  readonly network: Network;
  readonly version: AddressVersion;
  /** Public key (32 or 33 bytes) or script hash (32 bytes). */
  readonly payload: Uint8Array;
  /** Locking script as lower-case hex, without the script version. */
  readonly script: string;
}

const PAYLOAD_BYTES: Record<AddressVersion, number> = { 0: 32, 1: 33, 8: 32 };
const SHORTEST_CHARS = 61;
const LONGEST_CHARS = 63;
/** Wire form of script version 0: four hex digits before the script. */
const SCRIPT_VERSION_0 = "0000";

/**
 * Reads an address strictly: known prefix, lower case, exact length for its version, right checksum, zero padding
 * bits. docs/spec/kaspa-protocol.md#addresses
 *
 * @param network refuse an address of any other network
 * @throws AddressError
 */
export function decodeAddress(text: string, network?: Network): DecodedAddress {
  if (typeof text !== "string") throw new AddressError("bad_prefix");
  const colon = text.indexOf(":");
  const prefix = text.slice(0, Math.max(0, colon));
  const found = networkFromPrefix(prefix);
  if (found === undefined) throw new AddressError("bad_prefix");
  if (network !== undefined && found !== network) throw new AddressError("wrong_network");
  const chars = text.length - colon - 1;
  if (chars < SHORTEST_CHARS || chars > LONGEST_CHARS) throw new AddressError("bad_length");
  const bytes = decodeText(prefix, text.slice(colon + 1));
  if (typeof bytes === "string") throw new AddressError(bytes);
  const version = bytes[0];
  if (!isVersion(version)) throw new AddressError("bad_version");
  const payload = bytes.subarray(1);
  if (payload.length !== PAYLOAD_BYTES[version]) throw new AddressError("bad_length");
  if (encodeText(prefix, bytes) !== text) throw new AddressError("not_canonical");
  return { network: found, version, payload, script: scriptFor(version, payload) };
}

/**
 * Writes an address.
 *
 * @throws AddressError `bad_version`, `bad_length` (32 bytes for version 0 and 8, 33 for version 1)
 */
export function encodeAddress(network: Network, version: AddressVersion, payload: Uint8Array): string {
  if (!isVersion(version)) throw new AddressError("bad_version");
  if (payload.length !== PAYLOAD_BYTES[version]) throw new AddressError("bad_length");
  const bytes = new Uint8Array(payload.length + 1);
  bytes[0] = version;
  bytes.set(payload, 1);
  return encodeText(params(network).prefix, bytes);
}

/** Whether `decodeAddress` accepts the text. */
export function isAddress(text: string, network?: Network): boolean {
  try {
    decodeAddress(text, network);
    return true;
  } catch (error) {
    if (error instanceof AddressError) return false;
    throw error;
  }
}

/** The locking script of an address, lower-case hex without the script version. @throws AddressError */
export function scriptOf(address: string): string {
  return decodeAddress(address).script;
}

/** The locking script as the node writes it: script version `0000` and script, one hex text. @throws AddressError */
export function scriptPublicKeyOf(address: string): string {
  return SCRIPT_VERSION_0 + scriptOf(address);
}

/** The address of a standard locking script (hex without script version), or null when it is not standard. */
export function addressFromScript(network: Network, script: string): string | null {
  const match = standardScript(script);
  return match === null ? null : encodeAddress(network, match.version, hexToBytes(match.payload));
}

/** The address of a locking script in wire form (`0000` + script), or null when version or script is not standard. */
export function addressFromScriptPublicKey(network: Network, scriptPublicKey: string): string | null {
  if (!scriptPublicKey.startsWith(SCRIPT_VERSION_0)) return null;
  return addressFromScript(network, scriptPublicKey.slice(SCRIPT_VERSION_0.length));
}

function isVersion(version: number | undefined): version is AddressVersion {
  return version === 0 || version === 1 || version === 8;
}

function scriptFor(version: AddressVersion, payload: Uint8Array): string {
  const hex = bytesToHex(payload);
  switch (version) {
    case 0:
      return `20${hex}ac`;
    case 1:
      return `21${hex}ab`;
    case 8:
      return `aa20${hex}87`;
  }
}

function standardScript(script: string): { version: AddressVersion; payload: string } | null {
  if (!isHex(script)) return null;
  if (script.length === 68 && script.startsWith("20") && script.endsWith("ac")) {
    return { version: 0, payload: script.slice(2, -2) };
  }
  if (script.length === 70 && script.startsWith("21") && script.endsWith("ab")) {
    return { version: 1, payload: script.slice(2, -2) };
  }
  if (script.length === 70 && script.startsWith("aa20") && script.endsWith("87")) {
    return { version: 8, payload: script.slice(4, -2) };
  }
  return null;
}
