import { encodeAddress, scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import { describe, expect, test } from "vitest";
import { findWallet, type Wallet, WalletError } from "../src/index.ts";
import { INFO, Kastle, KasWare, Kip12, Page, SHOP, SHOP_SCRIPT, TX_ID } from "./support/providers.ts";

const PAYMENT = { address: SHOP, sompi: 1_234_567_891n, network: "mainnet" } as const;

type Provider = KasWare | Kastle | Kip12;

/** The wallet that a page finds when this provider is in it. */
async function walletOn(provider: Provider, answerTimeoutMs = 60_000): Promise<Wallet> {
  const page = new Page();
  if (provider instanceof Kip12) page.announce(provider);
  else if (provider instanceof Kastle) page.kastle = provider;
  else page.kasware = provider;
  const id =
    provider instanceof Kip12 ? `kip12:${INFO.rdns}` : provider instanceof Kastle ? "kastle" : "kasware";
  return findWallet(id, { page, timeoutMs: 5, answerTimeoutMs });
}

async function refusal(asked: Promise<unknown>): Promise<WalletError> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof WalletError) return error;
  throw new Error("it was not refused by a WalletError", { cause: error });
}

describe.each([
  ["KasWare", () => new KasWare(), "kaspa_testnet_10", 1_234_567_891],
  ["Kastle", () => new Kastle(), "testnet-10", 1_234_567_891],
  ["a KIP-12 wallet", () => new Kip12(), "testnet-10", "1234567891"],
] as const)("%s", (_, make, testnet, amount) => {
  test("connects, and sends the exact sum to the address", async () => {
    const provider = make();
    const wallet = await walletOn(provider);
    expect(await wallet.connect()).toEqual({
      address: expect.stringMatching(/^kaspa:q/),
      network: "mainnet",
    });
    expect(await wallet.send(PAYMENT)).toEqual({ txId: TX_ID });
    expect(provider.sent).toEqual([{ to: SHOP, amount }]);
  });

  test("a no of the user sends nothing, and the error says so", async () => {
    const provider = make();
    const wallet = await walletOn(provider);
    provider.pays = "refuses";
    expect(await refusal(wallet.send(PAYMENT))).toMatchObject({ code: "rejected", mayHavePaid: false });
    provider.connects = "refuses";
    expect(await refusal(wallet.connect())).toMatchObject({ code: "rejected", mayHavePaid: false });
    expect(provider.sent).toEqual([]);
  });

  test("on another network it is asked for no transfer, and the error names that network", async () => {
    const provider = make();
    const wallet = await walletOn(provider);
    provider.network = testnet;
    expect(await refusal(wallet.send(PAYMENT))).toMatchObject({
      code: "wrong_network",
      network: "testnet-10",
      mayHavePaid: false,
    });
    expect(provider.sent).toEqual([]);
    expect(await wallet.send({ ...PAYMENT, network: "testnet-10" })).toEqual({ txId: TX_ID });
  });

  test("silence ends, and the error says whether the payment may still go through", async () => {
    const provider = make();
    const wallet = await walletOn(provider, 20);
    provider.pays = "ignores";
    const open = await refusal(wallet.send(PAYMENT));
    expect(open).toMatchObject({ code: "silent", mayHavePaid: true });
    expect(open.message).toContain("may still go through");
    provider.connects = "ignores";
    expect(await refusal(wallet.send(PAYMENT))).toMatchObject({ code: "silent", mayHavePaid: false });
  });

  test("has one question open at a time: a second one would hide the first", async () => {
    const provider = make();
    const wallet = await walletOn(provider);
    const first = wallet.send(PAYMENT);
    expect(await refusal(wallet.send(PAYMENT))).toMatchObject({ code: "failed", mayHavePaid: false });
    await first;
    expect(provider.sent).toHaveLength(1);
    await wallet.send(PAYMENT);
    expect(provider.sent).toHaveLength(2);
  });
});

describe("an announced wallet", () => {
  const announced = async (provider: object, methods: readonly string[]) => {
    const page = new Page();
    page.announce(provider, { ...INFO, methods });
    return findWallet(`kip12:${INFO.rdns}`, { page, timeoutMs: 5 });
  };

  test("that has no transfer of KIP-12 is asked by the function that KasWare has", async () => {
    const provider = new KasWare();
    expect(await (await announced(provider, ["kaspa:signPskt"])).send(PAYMENT)).toEqual({ txId: TX_ID });
    expect(provider.sent).toEqual([{ to: SHOP, amount: 1_234_567_891 }]);
  });

  test("that cannot tell its network is used on mainnet by the prefix of its address", async () => {
    const provider = new Kip12();
    provider.network = "never asked";
    const wallet = await announced(provider, ["kaspa:sendTransaction"]);
    expect(await wallet.send(PAYMENT)).toEqual({ txId: TX_ID });
    expect(await refusal(wallet.send({ ...PAYMENT, network: "simnet" }))).toMatchObject({
      code: "wrong_network",
      network: "mainnet",
    });
  });
});

describe("sums", () => {
  /** The first sompi that a JavaScript number cannot hold, and the last one that it can. */
  const TOO_LARGE = 2n ** 53n;

  test("a sum that a number cannot hold is never rounded: it is refused, or carried as text", async () => {
    for (const provider of [new KasWare(), new Kastle()]) {
      const wallet = await walletOn(provider);
      const error = await refusal(wallet.send({ ...PAYMENT, sompi: TOO_LARGE }));
      expect(error).toMatchObject({ code: "failed", mayHavePaid: false });
      expect(error.message).toContain("at most 90071992.54740991 KAS");
      await wallet.send({ ...PAYMENT, sompi: TOO_LARGE - 1n });
      expect(provider.sent).toEqual([{ to: SHOP, amount: Number.MAX_SAFE_INTEGER }]);
    }
    const announced = new Kip12();
    await (await walletOn(announced)).send({ ...PAYMENT, sompi: TOO_LARGE + 1n });
    expect(announced.sent).toEqual([{ to: SHOP, amount: "9007199254740993" }]);
  });

  test("sums that cannot exist, or that a wallet does not take, are refused before it is asked", async () => {
    const kastle = new Kastle();
    const wallet = await walletOn(kastle);
    for (const sompi of [0n, -1n, 2n ** 63n, 19_999_999n]) {
      expect(await refusal(wallet.send({ ...PAYMENT, sompi }))).toMatchObject({ code: "failed" });
    }
    expect(kastle.sent).toEqual([]);
  });
});

describe("answers", () => {
  const answered = async (answer: KasWare["answer"], payment: object = {}) => {
    const kasware = new KasWare();
    kasware.answer = answer;
    return (await walletOn(kasware)).send({ ...PAYMENT, ...payment });
  };
  const transaction = (outputs: unknown) => JSON.stringify({ id: TX_ID, outputs });

  test("an id, a transaction as JSON text, and a transaction as an object are understood", async () => {
    const outputs = [{ value: "1234567891", scriptPublicKey: SHOP_SCRIPT }];
    for (const answer of [
      TX_ID,
      TX_ID.toUpperCase(),
      transaction(outputs),
      transaction([]),
      { id: TX_ID, outputs },
    ]) {
      expect(await answered(() => answer)).toEqual({ txId: TX_ID });
    }
  });

  test("an answer that shows another sum is a wrong amount, with the transaction that shows it", async () => {
    const error = await refusal(
      answered(() => transaction([{ value: "1234567890", scriptPublicKey: SHOP_SCRIPT }])),
    );
    expect(error).toMatchObject({ code: "wrong_amount", mayHavePaid: true, txId: TX_ID });
  });

  test("an answer that shows another address is a wrong amount, for each kind of address", async () => {
    for (const [version, length] of [
      [0, 32],
      [1, 33],
      [8, 32],
    ] as const) {
      const key = Uint8Array.from({ length }, (_, at) => at * 7);
      const address = encodeAddress("mainnet", version, key);
      const script = scriptPublicKeyOf(address);
      const shown = (scriptPublicKey: string) =>
        answered(() => transaction([{ value: "1234567891", scriptPublicKey }]), { address });
      expect([address, await shown(script)]).toEqual([address, { txId: TX_ID }]);
      const other = scriptPublicKeyOf(encodeAddress("mainnet", version, key.with(0, 1)));
      expect([address, (await refusal(shown(other))).code]).toEqual([address, "wrong_amount"]);
    }
  });

  test("what an answer does not show, or shows rounded, proves nothing against it", async () => {
    for (const output of [
      {},
      { value: 2 ** 60 },
      { value: "12.5" },
      { scriptPublicKey: { version: 0 } },
      null,
    ]) {
      expect(await answered(() => transaction([output]))).toEqual({ txId: TX_ID });
    }
  });

  test("an answer without an id may still have paid", async () => {
    for (const answer of [undefined, null, "", "ok", "{", 5, {}, { id: "12" }, { id: 7 }]) {
      expect(await refusal(answered(() => answer))).toMatchObject({ code: "failed", mayHavePaid: true });
    }
  });
});

describe("errors", () => {
  test("a node that rejects the transaction is not a no of the user", async () => {
    const kastle = new Kastle();
    kastle.fails = "Failed to sign and broadcast transaction: Rejected transaction ab: already spent";
    const error = await refusal((await walletOn(kastle)).send(PAYMENT));
    expect(error).toMatchObject({ code: "failed", mayHavePaid: true });
    expect(error.message).toContain("already spent");
  });

  test("Kastle that gives up by itself is silent: its window may still be open", async () => {
    const kastle = new Kastle();
    kastle.fails = "Timeout";
    expect(await refusal((await walletOn(kastle)).send(PAYMENT))).toMatchObject({
      code: "silent",
      mayHavePaid: true,
    });
  });

  test("a connection that is answered with false, or with no account, is an error", async () => {
    const kastle = new Kastle();
    kastle.connect = async () => false;
    expect(await refusal((await walletOn(kastle)).connect())).toMatchObject({ code: "rejected" });
    const kasware = new KasWare();
    for (const accounts of [[], ["nonsense"], [5], null]) {
      kasware.requestAccounts = async () => accounts as string[];
      expect(await refusal((await walletOn(kasware)).connect())).toMatchObject({ code: "failed" });
    }
  });

  test("a wallet that cannot tell its network is trusted by its address alone, on mainnet only", async () => {
    const kasware = new KasWare();
    Object.assign(kasware, { network: 0 });
    const wallet = await walletOn(kasware);
    expect(await wallet.connect()).toMatchObject({ network: "mainnet" });
    kasware.requestAccounts = async () => [
      "kaspatest:qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqhqrxplya",
    ];
    const changed = await walletOn(kasware);
    expect(await refusal(changed.send({ ...PAYMENT, network: "testnet-10" }))).toMatchObject({
      code: "wrong_network",
      network: "testnet",
    });
  });
});
