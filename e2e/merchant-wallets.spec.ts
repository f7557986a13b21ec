// A merchant pays out: by the demo wallet of the store, and by wallets in the browser. The simulated node signs with the
// store's own coins each time, so what arrives on its chain is the proof.
import { parseAccountKey } from "@kaspa-pay/kaspa";
import { newDemoAccountKey, type SimNode, startSimNode } from "@kaspa-pay/kaspa-sim";
import { test as base, expect, type Page } from "@playwright/test";
import { bundlePage, startShopSite } from "./support/shop-site.ts";
import { newSingleAddress } from "./support/wallet.ts";
import { watchPage } from "./support/watch-page.ts";

const KAS = 100_000_000n;

interface Store {
  readonly sim: SimNode;
  readonly account: string;
  /** Where the payout goes. */
  readonly destination: string;
}

const test = base.extend<{ store: Store }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from the pattern.
  store: async ({}, use) => {
    const sim = await startSimNode();
    const account = await newDemoAccountKey();
    const address = parseAccountKey(account, "simnet").address(0, 0);
    sim.controls.pay({ address, sompi: 20n * KAS });
    sim.controls.mine();
    await use({ sim, account, destination: await newSingleAddress() });
    await sim.close();
  },
});

const received = ({ sim, destination }: Store) =>
  sim.controls.truth(destination).outputs.map(({ sompi }) => sompi);

function open(page: Page, { sim, account, destination }: Store, kas: string): Promise<unknown> {
  const uri = encodeURIComponent(`${destination}?amount=${kas}`);
  return page.goto(`${sim.walletUrl}#uri=${uri}&from=${account}`);
}

test("the store's demo wallet pays out of the store's own coins by one click", async ({ page, store }) => {
  const watch = watchPage(page, [new URL(store.sim.walletUrl).origin]);
  await open(page, store, "7.5");
  await expect(page.getByRole("heading", { name: "Store's demo wallet" })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("Ready. One click pays.");
  await expect(page.getByTestId("balance")).toHaveText("20");
  await page.getByRole("button", { name: /^Pay exactly/ }).click();
  await expect(page.getByRole("status")).toContainText("Sent 7.5 KAS. The dashboard notices by itself.");
  await expect(page.locator("#sent .state").first()).toHaveText(/confirmations/);
  expect(received(store)).toEqual([750_000_000n]);
  watch.assertClean();
});

test("a payout that the store's coins do not cover says what is missing, and the faucet cures it", async ({
  page,
  store,
}) => {
  await open(page, store, "30");
  await expect(page.getByRole("alert")).toContainText("The store's wallet holds 20 KAS.");
  await page.getByRole("button", { name: "Get coins from the faucet" }).click();
  await expect(page.getByTestId("balance")).toHaveText("1020");
  await page.getByRole("button", { name: /^Pay exactly/ }).click();
  await expect(page.getByRole("status")).toContainText("Sent 30 KAS.");
  await expect.poll(() => received(store)).toEqual([30n * KAS]);
});

test("a key that the simulator does not hold is named", async ({ page, store }) => {
  await page.goto(`${store.sim.walletUrl}#from=nonsense`);
  await expect(page.getByRole("alert")).toContainText("The wallet could not start.");
});

/** What content scripts of extensions do: one object in the page, one announcement. Both sign by `signAndSend`. */
function installWallets(): void {
  type Sign = (to: string, sompi: string) => Promise<string>;
  const sign: Sign = (to, sompi) => (window as unknown as { signAndSend: Sign }).signAndSend(to, sompi);
  const account = async () => ["kaspasim:qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnx8u0x2h"];
  const kasware = {
    requestAccounts: account,
    getNetwork: async () => "kaspa_simnet",
    sendKaspa: async (to: string, sompi: number) => JSON.stringify({ id: await sign(to, String(sompi)) }),
  };
  Object.defineProperty(window, "kasware", { value: kasware, writable: false });
  const provider = {
    requestAccounts: account,
    async request(method: string, args: { to: string; amountSompi: string }[]) {
      const [transfer] = args;
      if (method === "kaspa:chainId") return "simnet";
      if (transfer === undefined) throw { code: 4200, message: "unsupported" };
      if (transfer.amountSompi === "300000000") throw { code: 4001, message: "no" };
      return sign(transfer.to, transfer.amountSompi);
    },
  };
  const methods = ["kaspa:requestAccounts", "kaspa:chainId", "kaspa:sendTransaction"];
  const info = Object.freeze({
    uuid: "1",
    rdns: "example.wallet",
    name: "Example wallet",
    icon: "",
    methods,
  });
  const detail = Object.freeze({ info, provider });
  const announce = () => window.dispatchEvent(new CustomEvent("kaspa:provider", { detail }));
  window.addEventListener("kaspa:requestProvider", announce);
  announce();
}

test("wallets in the browser are found and asked: both ways of asking arrive on the chain, a no does not", async ({
  page,
  store,
}) => {
  const site = await startShopSite(
    store.sim.controlUrl,
    '<script src="/page.js" defer></script>',
    await bundlePage("wallets"),
  );
  try {
    await page.exposeFunction("signAndSend", (address: string, sompi: string) => {
      const [txId] = store.sim.controls.payFrom({ account: store.account, address, sompi }).txIds;
      return txId;
    });
    await page.addInitScript(installWallets);
    const status = page.getByRole("status");
    const payBy = async (name: string, sompi: bigint) => {
      await page.goto(`${site.url}?address=${store.destination}&sompi=${sompi}`);
      await page.getByRole("button", { name }).click();
    };
    await payBy("KasWare", 2n * KAS);
    await expect(status).toHaveText(/^sent [0-9a-f]{64}$/);
    await payBy("Example wallet", 4n * KAS);
    await expect(status).toHaveText(/^sent [0-9a-f]{64}$/);
    await payBy("Example wallet", 3n * KAS);
    await expect(status).toHaveText("rejected");
    await expect.poll(() => received(store)).toEqual([2n * KAS, 4n * KAS]);
  } finally {
    site.close();
  }
});
