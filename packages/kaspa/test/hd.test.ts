import { AccountKey, KeyError, parseAccountKey } from "@kaspa-pay/kaspa";
import {
  generatePhrase,
  masterKeyToAccount,
  phraseToAccount,
  privateChild,
  seedToAccount,
} from "@kaspa-pay/kaspa/keys";
import { schnorr } from "@noble/curves/secp256k1.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { createBase58check } from "@scure/base";
import { HDKey } from "@scure/bip32";
import { mnemonicToSeedSync } from "@scure/bip39";
import { describe, expect, test } from "vitest";
import { decodeAddress } from "../src/address.ts";
import { kaspaVersions, PRIVATE_VERSIONS, PUBLIC_VERSIONS } from "../src/extended-key.ts";
import { vectors } from "./vectors.ts";

const file = vectors<{
  xpubVersions: Record<string, string>;
  master: { kprv: string; receiveMainnet: string[]; changeMainnet: string[]; receiveTestnet: string[] };
  mnemonics: {
    mnemonic: string;
    passphrase: string;
    masterKprv?: string;
    accountKpub?: string;
    masterKtrv?: string;
    accountKtub?: string;
    receiveIndex1?: string;
  }[];
}>("hd-derivation");

const base58check = createBase58check(sha256);
/** Rewrites the version bytes (and optionally the depth) of an extended key. */
function rewritten(text: string, version: number, depth?: number): string {
  const bytes = base58check.decode(text).slice();
  new DataView(bytes.buffer).setUint32(0, version);
  if (depth !== undefined) bytes[4] = depth;
  return base58check.encode(bytes);
}

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof KeyError) return error.code;
    throw error;
  }
  return "accepted";
};

const kpub = file.mnemonics[0]!.accountKpub!;
const ktub = file.mnemonics[1]!.accountKtub!;

describe("derivation vectors", () => {
  const mainnetAccount = masterKeyToAccount(file.master.kprv, "mainnet");
  const main = parseAccountKey(mainnetAccount.publicText, "mainnet");
  const test10 = parseAccountKey(rewritten(mainnetAccount.publicText, PUBLIC_VERSIONS.ktub), "testnet-10");

  test("all 61 published addresses are derived from the account's public key", () => {
    const { receiveMainnet, changeMainnet, receiveTestnet } = file.master;
    expect([receiveMainnet.length, changeMainnet.length, receiveTestnet.length]).toEqual([21, 20, 20]);
    expect(receiveMainnet.map((_, index) => main.address(0, index))).toEqual(receiveMainnet);
    expect(changeMainnet.map((_, index) => main.address(1, index))).toEqual(changeMainnet);
    expect(receiveTestnet.map((_, index) => test10.address(0, index))).toEqual(receiveTestnet);
    expect(main.addresses(0, 0, 21)).toEqual(receiveMainnet);
    expect(main.addresses(1, 5, 10)).toEqual(changeMainnet.slice(5, 15));
  });

  test("an account of a seed is the account of its phrase, and its key tells its number", async () => {
    const { mnemonic, passphrase, accountKpub } = file.mnemonics[0]!;
    const seed = mnemonicToSeedSync(mnemonic, passphrase);
    expect(seedToAccount(seed, "mainnet").publicText).toBe(accountKpub);
    for (const number of [0, 7, 2 ** 31 - 1]) {
      const { publicText } = seedToAccount(seed, "simnet", number);
      expect(parseAccountKey(publicText, "simnet").accountNumber).toBe(number);
    }
  });

  test("the secret key of each address fits it", () => {
    for (const [branch, list] of [
      [0, file.master.receiveMainnet],
      [1, file.master.changeMainnet],
    ] as const) {
      for (const index of [0, 1, 19]) {
        const publicKey = schnorr.getPublicKey(privateChild(mainnetAccount, branch, index));
        expect(publicKey).toEqual(decodeAddress(list[index]!).payload);
      }
    }
  });

  test("version bytes are the published ones", () => {
    const ours = Object.entries({ ...PUBLIC_VERSIONS, ...PRIVATE_VERSIONS });
    expect(
      Object.fromEntries(ours.map(([name, value]) => [name, value.toString(16).padStart(8, "0")])),
    ).toEqual(file.xpubVersions);
  });

  test.each(file.mnemonics)("phrase to account and back to text, $mnemonic", async (vector) => {
    const network = vector.accountKpub ? "mainnet" : "testnet-10";
    const account = await phraseToAccount(vector.mnemonic, vector.passphrase, network);
    const text = (vector.accountKpub ?? vector.accountKtub)!;
    expect(account.publicText).toBe(text);
    expect(parseAccountKey(text, network).text).toBe(text);
    const masterText = (vector.masterKprv ?? vector.masterKtrv)!;
    expect(masterKeyToAccount(masterText, network).publicText).toBe(text);
    const seed = mnemonicToSeedSync(vector.mnemonic, vector.passphrase);
    expect(HDKey.fromMasterSeed(seed, kaspaVersions(network)).privateExtendedKey).toBe(masterText);
    if (vector.receiveIndex1) expect(parseAccountKey(text, network).address(0, 1)).toBe(vector.receiveIndex1);
  });
});

describe("parseAccountKey", () => {
  test("the same key gives addresses on every network its text belongs to", () => {
    expect(parseAccountKey(kpub, "mainnet").address(0, 0)).toMatch(/^kaspa:q/);
    expect(parseAccountKey(ktub, "testnet-10").address(0, 0)).toMatch(/^kaspatest:q/);
    const simnet = parseAccountKey(ktub, "simnet");
    expect(simnet.address(0, 0)).toMatch(/^kaspasim:q/);
    expect(simnet.format).toBe("ktub");
    expect(parseAccountKey(` ${ktub}\n`, "simnet").address(0, 0)).toBe(simnet.address(0, 0));
  });

  test("xpub and tpub give the addresses of kpub and ktub", () => {
    const x = parseAccountKey(rewritten(kpub, PUBLIC_VERSIONS.xpub), "mainnet");
    const t = parseAccountKey(rewritten(ktub, PUBLIC_VERSIONS.tpub), "simnet");
    expect(x.address(0, 7)).toBe(parseAccountKey(kpub, "mainnet").address(0, 7));
    expect(t.address(1, 7)).toBe(parseAccountKey(ktub, "simnet").address(1, 7));
    expect([x.format, t.format]).toEqual(["xpub", "tpub"]);
  });

  test("the fingerprint is the one of BIP32", () => {
    const library = HDKey.fromExtendedKey(kpub, kaspaVersions("mainnet")).fingerprint;
    expect(parseAccountKey(kpub, "mainnet").fingerprint).toBe(library.toString(16).padStart(8, "0"));
  });

  const master = file.master.kprv;
  test.each([
    ["kprv", master],
    ["a mistyped kprv", `${master.slice(0, -1)}x`],
    ["ktrv", rewritten(master, PRIVATE_VERSIONS.ktrv)],
    ["xprv", rewritten(master, PRIVATE_VERSIONS.xprv)],
    ["tprv", rewritten(master, PRIVATE_VERSIONS.tprv)],
    ["a phrase", file.mnemonics[0]!.mnemonic],
    ["a phrase with odd spacing", ` ${file.mnemonics[1]!.mnemonic.replaceAll(" ", "\n ")} `],
    ["a numbered phrase", file.mnemonics[0]!.mnemonic.replace(/(\w+)/g, "1. $1")],
    ["a phrase with commas", file.mnemonics[0]!.mnemonic.replaceAll(" ", ",")],
    ["a raw secret key", "b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef"],
  ])("%s is refused as private_key and not repeated in the message", (_, text) => {
    let caught: unknown;
    try {
      parseAccountKey(text, "mainnet");
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ code: "private_key" });
    expect(String(caught)).not.toContain(text.trim().slice(4, 12));
  });

  test.each([
    ["a typing error", () => parseAccountKey(`${kpub.slice(0, -1)}1`, "mainnet"), "bad_checksum"],
    ["a cut off key", () => parseAccountKey(kpub.slice(0, 50), "mainnet"), "bad_checksum"],
    ["an empty text", () => parseAccountKey("", "mainnet"), "bad_checksum"],
    ["a very long text", () => parseAccountKey("k".repeat(1e6), "mainnet"), "bad_checksum"],
    ["an address", () => parseAccountKey(file.master.receiveMainnet[0]!, "mainnet"), "bad_checksum"],
    ["kpub on simnet", () => parseAccountKey(kpub, "simnet"), "wrong_network"],
    ["ktub on mainnet", () => parseAccountKey(ktub, "mainnet"), "wrong_network"],
    ["depth 0", () => parseAccountKey(rewritten(kpub, PUBLIC_VERSIONS.kpub, 0), "mainnet"), "wrong_depth"],
    ["depth 4", () => parseAccountKey(rewritten(kpub, PUBLIC_VERSIONS.kpub, 4), "mainnet"), "wrong_depth"],
    ["another coin's format", () => parseAccountKey(rewritten(kpub, 0x049d7cb2), "mainnet"), "unsupported"],
    [
      "a key in another wrapping",
      () => parseAccountKey(base58check.encode(new Uint8Array(20)), "mainnet"),
      "unsupported",
    ],
  ])("%s is refused", (_, run, code) => {
    expect(codeOf(run)).toBe(code);
  });

  test("bytes that are no public key are refused", () => {
    const bytes = base58check.decode(kpub).slice();
    bytes.fill(0xff, 46);
    expect(codeOf(() => parseAccountKey(base58check.encode(bytes), "mainnet"))).toBe("unsupported");
  });

  test("another depth is named, and accepted when it was confirmed", () => {
    const deep = rewritten(kpub, PUBLIC_VERSIONS.kpub, 4);
    expect(() => parseAccountKey(deep, "mainnet")).toThrow("depth 4");
    expect(parseAccountKey(deep, "mainnet", { depth: 4 })).toBeInstanceOf(AccountKey);
  });
});

describe("AccountKey", () => {
  const account = parseAccountKey(ktub, "simnet");

  test("finds its addresses on both branches and nothing else", () => {
    expect(account.find(account.address(0, 0))).toEqual({ branch: 0, index: 0 });
    expect(account.find(account.address(1, 123))).toEqual({ branch: 1, index: 123 });
    expect(account.find(account.address(0, 60), { max: 60 })).toBeUndefined();
    expect(account.find(account.address(0, 59), { max: 60 })).toEqual({ branch: 0, index: 59 });
  });

  test("an address of another network is refused, not searched", () => {
    expect(() => account.find(file.master.receiveMainnet[0]!)).toThrow(
      expect.objectContaining({ code: "wrong_network" }),
    );
  });

  test.each([-1, 0.5, 2 ** 31, Number.NaN])("index %s is refused", (index) => {
    expect(() => account.address(0, index)).toThrow(RangeError);
  });

  test("an unknown branch is refused", () => {
    expect(() => account.address(2 as 0, 0)).toThrow(RangeError);
  });
});

describe("keys", () => {
  test("generated phrases are valid, of the asked length, and different", async () => {
    const [a, b] = await Promise.all([generatePhrase(), generatePhrase()]);
    expect(a).not.toBe(b);
    expect(a.split(" ")).toHaveLength(24);
    expect((await generatePhrase(12)).split(" ")).toHaveLength(12);
    expect((await phraseToAccount(a, "", "simnet")).publicText).toMatch(/^ktub/);
  });

  test("spacing and case of a phrase do not matter, a passphrase and the account number do", async () => {
    const { mnemonic } = file.mnemonics[0]!;
    const loud = await phraseToAccount(`  ${mnemonic.toUpperCase().replaceAll(" ", "\n")} `, "", "mainnet");
    expect(loud.publicText).toBe(kpub);
    expect((await phraseToAccount(mnemonic, "x", "mainnet")).publicText).not.toBe(kpub);
    expect((await phraseToAccount(mnemonic, "", "mainnet", 1)).publicText).not.toBe(kpub);
  });

  test("a phrase with a wrong word is refused", async () => {
    const wrong = file.mnemonics[0]!.mnemonic.replace("fringe", "crater");
    await expect(phraseToAccount(wrong, "", "mainnet")).rejects.toMatchObject({ code: "bad_checksum" });
  });

  test("a master key of another network or kind is refused", () => {
    expect(codeOf(() => masterKeyToAccount(file.master.kprv, "simnet"))).toBe("wrong_network");
    expect(codeOf(() => masterKeyToAccount(`${file.master.kprv.slice(0, -1)}x`, "mainnet"))).toBe(
      "bad_checksum",
    );
    const deep = rewritten(file.master.kprv, PRIVATE_VERSIONS.kprv, 3);
    expect(codeOf(() => masterKeyToAccount(deep, "mainnet"))).toBe("wrong_depth");
  });
});
