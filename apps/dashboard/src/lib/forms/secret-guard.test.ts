import { describe, expect, it } from "vitest";
import { findSecret } from "./secret-guard.ts";

const TWELVE =
  "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const TWENTY_FOUR = `${TWELVE.replace("about", "abandon")} ${TWELVE.replace("about", "art")}`;
const KPRV =
  "kprv5y2qurMHCsXYrNfU3GCihuwG3vMqFji7PZXajMEqyBkNh9UZUJgoHYBLTKu1eM4MvUtomcXPQ3Sw9HZ5ebbM4byoUciHo1zrPJBQfqpLorQ";
const HEX = "b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef";

describe("DA-02: secrets are recognised in the browser", () => {
  it.each([
    ["a kprv", KPRV],
    ["a ktrv", KPRV.replace("kprv", "ktrv")],
    ["an xprv", KPRV.replace("kprv", "xprv")],
    ["a tprv inside other text", `my key: ${KPRV.replace("kprv", "tprv")} thanks`],
    ["a kprv broken over lines", `${KPRV.slice(0, 30)}\n${KPRV.slice(30)}`],
    ["the beginning of a kprv", KPRV.slice(0, 16)],
    ["64 hex digits", HEX],
    ["64 hex digits with 0x, upper case", `0x${HEX.toUpperCase()}`],
    ["a 64-byte seed in hex", HEX + HEX],
    ["hex with zero-width characters", `${HEX.slice(0, 10)}\u200b${HEX.slice(10)}`],
    ["a key in wallet import format", "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"],
  ])("%s", (_, text) => {
    expect(findSecret(text)).toBe("private key");
  });

  it.each([
    ["12 words", TWELVE],
    ["24 words", TWENTY_FOUR],
    [
      "numbered words",
      TWELVE.split(" ")
        .map((word, at) => `${at + 1}. ${word}`)
        .join("\n"),
    ],
    ["words with commas", TWELVE.split(" ").join(", ")],
    ["words in capitals", TWELVE.toUpperCase()],
    ["15 words", `${TWELVE} zoo zoo zoo`],
    [
      "words of another language",
      "ábaco abdomen abeja abierto abogado abono aborto abrazo abrir abuelo abuso acabar",
    ],
  ])("%s", (_, text) => {
    expect(findSecret(text)).toBe("seed phrase");
  });

  it.each([
    ["an account public key", KPRV.replace("kprv5y", "kpub2H")],
    ["a ktub", KPRV.replace("kprv5y", "ktub22")],
    ["an address", "kaspa:qr0lr4ml9fn3chekrqmjdkergxl93l4wrk3dankcgvjq776s9wn9jkdskewva"],
    ["a short sentence", "the wallet of my shop in town"],
    ["nothing", ""],
  ])("lets %s through", (_, text) => {
    expect(findSecret(text)).toBeNull();
  });

  it("takes 64 hex digits for a transaction id where the search box says so", () => {
    expect(findSecret(HEX, { hex: false })).toBeNull();
    expect(findSecret(KPRV, { hex: false })).toBe("private key");
  });
});
