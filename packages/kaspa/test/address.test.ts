import {
  AddressError,
  type AddressVersion,
  addressFromScript,
  addressFromScriptPublicKey,
  decodeAddress,
  encodeAddress,
  isAddress,
  NETWORKS,
  scriptOf,
  scriptPublicKeyOf,
} from "@kaspa-pay/kaspa";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText, encodeText } from "../src/address-codec.ts";
import { vectors } from "./vectors.ts";

interface Valid {
  prefix: string;
  versionByte: AddressVersion;
  payloadHex: string;
  address: string;
  codecOnly: boolean;
}
const file = vectors<{
  valid: Valid[];
  invalid: { address: string; why: string }[];
  scripts: { network: string; scriptVersion: number; scriptHex: string; address: string | null }[];
}>("addresses");

const codeOf = (text: string): string => {
  try {
    decodeAddress(text);
  } catch (error) {
    if (error instanceof AddressError) return error.code;
    throw error;
  }
  return "accepted";
};

const anyAddress = fc
  .record({
    network: fc.constantFrom(...NETWORKS),
    version: fc.constantFrom<AddressVersion>(0, 1, 8),
    bytes: fc.uint8Array({ minLength: 33, maxLength: 33 }),
  })
  .map(({ network, version, bytes }) => ({
    network,
    version,
    payload: version === 1 ? bytes : bytes.slice(1),
  }));

describe("address vectors", () => {
  test.each(file.valid)(
    "the codec writes and reads $address",
    ({ prefix, versionByte, payloadHex, address }) => {
      const bytes = new Uint8Array([versionByte, ...hexToBytes(payloadHex)]);
      expect(encodeText(prefix, bytes)).toBe(address);
      expect(decodeText(prefix, address.slice(prefix.length + 1))).toEqual(bytes);
    },
  );

  test.each(file.valid.filter(({ codecOnly }) => !codecOnly))("$address is a payable address", (vector) => {
    const decoded = decodeAddress(vector.address);
    expect(decoded.version).toBe(vector.versionByte);
    expect(bytesToHex(decoded.payload)).toBe(vector.payloadHex);
    expect(encodeAddress(decoded.network, decoded.version, decoded.payload)).toBe(vector.address);
  });

  test.each(file.valid.filter(({ codecOnly }) => codecOnly))(
    "$address is no payable address",
    ({ address }) => {
      expect(codeOf(address)).toBe("bad_prefix");
    },
  );

  test.each(file.invalid)("refused: $why", ({ address }) => {
    expect(isAddress(address)).toBe(false);
    expect(codeOf(address)).not.toBe("accepted");
  });

  test.each(file.scripts)(
    "script $scriptHex (version $scriptVersion) and $address belong together",
    (vector) => {
      const network = vector.network === "mainnet" ? "mainnet" : "testnet-10";
      const wire = vector.scriptVersion.toString(16).padStart(4, "0") + vector.scriptHex;
      expect(addressFromScriptPublicKey(network, wire)).toBe(vector.address);
      if (vector.address === null) return;
      expect(scriptOf(vector.address)).toBe(vector.scriptHex);
      expect(scriptPublicKeyOf(vector.address)).toBe(wire);
      expect(addressFromScript(network, vector.scriptHex)).toBe(vector.address);
    },
  );
});

describe("addresses", () => {
  test("decode(encode(x)) = x, and the script leads back to the address", () => {
    fc.assert(
      fc.property(anyAddress, ({ network, version, payload }) => {
        const text = encodeAddress(network, version, payload);
        const decoded = decodeAddress(text, network);
        expect({ ...decoded, payload: [...decoded.payload] }).toEqual({
          network,
          version,
          payload: [...payload],
          script: scriptOf(text),
        });
        expect(addressFromScript(network, decoded.script)).toBe(text);
        expect(text.length - text.indexOf(":") - 1).toBe(version === 1 ? 63 : 61);
      }),
      { numRuns: 1_000 },
    );
  });

  test("0 of 10 000 random one-character changes are accepted", () => {
    const alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l:QPZRY1bio |\u0000é";
    let accepted = 0;
    fc.assert(
      fc.property(
        anyAddress,
        fc.nat(),
        fc.constantFrom(...alphabet),
        fc.constantFrom("replace", "insert", "delete"),
        ({ network, version, payload }, place, char, how) => {
          const text = encodeAddress(network, version, payload);
          const at = place % text.length;
          const changed =
            text.slice(0, at) + (how === "delete" ? "" : char) + text.slice(how === "insert" ? at : at + 1);
          if (changed !== text && isAddress(changed)) accepted++;
        },
      ),
      { numRuns: 10_000 },
    );
    expect(accepted).toBe(0);
  });

  const good = file.valid.at(-1)!.address;
  const payload = new Uint8Array(32);
  const withVersion = (version: number, bytes: number) =>
    encodeText("kaspa", new Uint8Array([version, ...new Uint8Array(bytes)]));

  test.each([
    ["", "bad_prefix"],
    [null as unknown as string, "bad_prefix"],
    ["qp0l70zd5x85ttwd6jv7g3s3a8llzj96d8dncn4zmhv4tlzx5k2jyqh70xmfj", "bad_prefix"],
    [good.replace("kaspa", "kaspadev"), "bad_prefix"],
    [good.replace("kaspa", "KASPA"), "bad_prefix"],
    [` ${good}`, "bad_prefix"],
    [`${good} `, "bad_char"],
    [good.replace("qp0l", "QP0L"), "bad_char"],
    [good.slice(0, -1), "bad_length"],
    [`${good}qqq`, "bad_length"],
    [good.replace("kaspa", "kaspatest"), "bad_checksum"],
    [withVersion(2, 32), "bad_version"],
    [withVersion(255, 33), "bad_version"],
    [withVersion(0, 33), "bad_length"],
    [withVersion(1, 32), "bad_length"],
    [withVersion(8, 33), "bad_length"],
  ])("%j is refused as %s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test("an address of another network is refused as wrong_network", () => {
    expect(isAddress(good, "mainnet")).toBe(true);
    expect(() => decodeAddress(good, "simnet")).toThrow(expect.objectContaining({ code: "wrong_network" }));
  });

  test("non-zero padding bits are refused although the checksum fits", () => {
    // 33 bytes leave one padding bit in the last data character; the reference decoder ignores it.
    const text = encodeAddress("mainnet", 0, payload);
    const data = text.slice("kaspa:".length, -8);
    const last = "qpzry9x8gf2tvdw0s3jn54khce6mua7l".indexOf(data.at(-1)!);
    const padded = data.slice(0, -1) + "qpzry9x8gf2tvdw0s3jn54khce6mua7l"[last | 1];
    const forged = findChecksum(padded);
    expect(decodeText("kaspa", forged)).toEqual(new Uint8Array(33));
    expect(codeOf(`kaspa:${forged}`)).toBe("not_canonical");
  });

  test("an address of the wrong size is never written", () => {
    expect(() => encodeAddress("mainnet", 0, new Uint8Array(33))).toThrow(AddressError);
    expect(() => encodeAddress("mainnet", 3 as AddressVersion, payload)).toThrow(AddressError);
  });
});

/** The checksum is linear, so each of its 40 bits follows from data whose checksum the codec writes itself. */
function findChecksum(data: string): string {
  const generators = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n];
  const alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  const values = [
    ...[..."kaspa"].map((char) => char.charCodeAt(0) & 31),
    0,
    ...[...data].map((char) => alphabet.indexOf(char)),
    ...Array(8).fill(0),
  ];
  let state = 1n;
  for (const value of values) {
    const top = state >> 35n;
    state = ((state & 0x07ffffffffn) << 5n) ^ BigInt(value);
    generators.forEach((generator, bit) => {
      if ((top >> BigInt(bit)) & 1n) state ^= generator;
    });
  }
  state ^= 1n;
  const checksum = Array.from(
    { length: 8 },
    (_, at) => alphabet[Number((state >> BigInt(5 * (7 - at))) & 31n)],
  );
  return data + checksum.join("");
}
