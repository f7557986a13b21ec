import {
  AddressError,
  buildPaymentUri,
  kasToSompi,
  NETWORKS,
  networkFromPrefix,
  params,
  parsePaymentUri,
  SOMPI_PER_KAS,
  sompiToKas,
} from "@kaspa-pay/kaspa";
import { describe, expect, test } from "vitest";

const address = "kaspatest:qz7ulu4c25dh7fzec9zjyrmlhnkzrg4wmf89q7gzr3gfrsj3uz6xjceef60sd";

describe("payment URIs", () => {
  test("what is built is read back, with the address checked", () => {
    const request = { address, amountSompi: kasToSompi("10.5"), label: "Coffee & cake", message: "Table 3" };
    const uri = buildPaymentUri(request);
    expect(uri).toBe(`${address}?amount=10.5&label=Coffee%20%26%20cake&message=Table%203`);
    expect(parsePaymentUri(uri, "testnet-10")).toEqual(request);
  });

  test("an upper-case scheme is read, an upper-case address is not", () => {
    expect(parsePaymentUri(address.replace("kaspatest", "KASPATEST")).address).toBe(address);
    expect(() => parsePaymentUri(address.toUpperCase())).toThrow(AddressError);
  });

  test.each([
    ["a mistyped address", `${address.slice(0, -1)}x?amount=1`, undefined, "bad_checksum"],
    ["another network", `${address}?amount=1`, "mainnet", "wrong_network"],
    ["an exponent", `${address}?amount=1e3`, undefined, "bad_amount"],
    ["a required key that is not known", `${address}?req-lock=1`, undefined, "unknown_required"],
  ] as const)("%s is refused", (_, uri, network, code) => {
    expect(() => parsePaymentUri(uri, network)).toThrow(expect.objectContaining({ code }));
  });
});

describe("networks and amounts", () => {
  test("prefixes and ports are those of the node", () => {
    expect(NETWORKS.map((network) => [params(network).prefix, params(network).wrpcJsonPort])).toEqual([
      ["kaspa", 18110],
      ["kaspatest", 18210],
      ["kaspasim", 18510],
    ]);
    for (const network of NETWORKS) expect(networkFromPrefix(params(network).prefix)).toBe(network);
    expect(networkFromPrefix("kaspadev")).toBeUndefined();
    expect(networkFromPrefix("constructor")).toBeUndefined();
  });

  test("amounts come from core unchanged", () => {
    expect(sompiToKas(5n * SOMPI_PER_KAS, { trim: true })).toBe("5");
  });
});
