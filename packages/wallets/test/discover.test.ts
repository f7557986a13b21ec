import { expect, test } from "vitest";
import { type DiscoverOptions, discoverWallets, findWallet } from "../src/index.ts";
import { INFO, Kastle, KasWare, Kip12, Page, SHOP, TX_ID } from "./support/providers.ts";

const PAYMENT = { address: SHOP, sompi: 500_000_000n, network: "mainnet" } as const;

const found = async (page: Page, options: DiscoverOptions = {}) =>
  (await discoverWallets({ page, timeoutMs: 5, ...options })).map(({ id, name }) => [id, name]);

test("a browser without a wallet shows none, and a remembered wallet is not installed", async () => {
  const page = new Page();
  expect(await found(page)).toEqual([]);
  await expect(findWallet("kasware", { page, timeoutMs: 5 })).rejects.toMatchObject({
    code: "not_installed",
    mayHavePaid: false,
  });
});

test("KasWare, Kastle and an announced wallet are found beside each other, each once, and asked nothing", async () => {
  const page = new Page();
  page.kasware = new KasWare();
  page.kastle = new Kastle();
  page.announce(new Kip12());
  page.announce(new Kip12());
  page.announce(page.kasware as object, { ...INFO, rdns: "com.kasware" });
  for (const wallet of [page.kasware, page.kastle]) Object.assign(wallet as object, { connects: "ignores" });
  expect(await found(page)).toEqual([
    ["kasware", "KasWare"],
    ["kastle", "Kastle"],
    ["kip12:example.wallet", "Example wallet"],
  ]);
});

test("two wallets at once: the one that is chosen is asked, the other is not", async () => {
  const page = new Page();
  const [kasware, kastle] = [new KasWare(), new Kastle()];
  Object.assign(page, { kasware, kastle });
  const wallet = await findWallet("kastle", { page, timeoutMs: 5 });
  expect(await wallet.send(PAYMENT)).toEqual({ txId: TX_ID });
  expect([kasware.sent, kastle.sent.length]).toEqual([[], 1]);
});

test("wallets that put themselves into the page late are found within the time", async () => {
  const page = new Page();
  const looking = found(page, { timeoutMs: 50 });
  page.announce(new Kip12());
  page.kasware = new KasWare();
  page.dispatchEvent(new Event("kasware#initialized"));
  page.kastle = new Kastle();
  expect((await looking).map(([id]) => id)).toEqual(["kip12:example.wallet", "kasware", "kastle"]);
});

test("a script that replaces the provider, or a function of it, after discovery gets nothing to sign", async () => {
  const page = new Page();
  const genuine = new KasWare();
  page.kasware = genuine;
  const wallet = await findWallet("kasware", { page, timeoutMs: 5 });
  const thief = new KasWare();
  page.kasware = thief;
  const asked: unknown[] = [];
  genuine.sendKaspa = async (to) => asked.push(to);
  expect(await wallet.send(PAYMENT)).toEqual({ txId: TX_ID });
  expect(genuine.sent).toEqual([{ to: SHOP, amount: 500_000_000 }]);
  expect([thief.sent, asked]).toEqual([[], []]);
});

test("objects that cannot send a transfer are no wallets", async () => {
  const page = new Page();
  page.kasware = { requestAccounts: async () => [] };
  page.kastle = null;
  page.announce({ requestAccounts: async () => [] });
  page.announce(new Kip12(), { ...INFO, methods: ["kaspa:signPskt"] });
  page.announce(new Kip12(), { ...INFO, name: " " });
  const silentEvent = new Event("kaspa:provider");
  page.addEventListener("kaspa:requestProvider", () => page.dispatchEvent(silentEvent));
  expect(await found(page)).toEqual([]);
});

test("a picture is shown only when the wallet brings it along, and a name only as long as a name is", async () => {
  const page = new Page();
  page.announce(new Kip12());
  page.announce(new Kip12(), {
    ...INFO,
    rdns: "far.away",
    name: "W".repeat(500),
    icon: "https://far.away/icon.png",
  });
  const [near, far] = await discoverWallets({ page, timeoutMs: 5 });
  expect([near?.icon, far?.icon]).toEqual([INFO.icon, undefined]);
  expect(far?.name).toHaveLength(40);
});
