// Money that leaves a store: its owner makes refunds and payouts in the dashboard, and the store's demo wallet signs them.
// The simulated chain decides what was paid.
import { AxeBuilder } from "@axe-core/playwright";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { startWebhookReceiver, type WebhookReceiver } from "../apps/server/test/support/webhook-receiver.ts";
import { api, type Merchant, registerMerchant } from "./support/api.ts";
import { signIn } from "./support/dashboard.ts";
import { type Gateway, startGateway } from "./support/gateway.ts";
import { newSingleAddress } from "./support/wallet.ts";
import { watchPage } from "./support/watch-page.ts";

interface Store {
  readonly gateway: Gateway;
  readonly merchant: Merchant;
  readonly receiver: WebhookReceiver;
  /** Address of a page of the store: `at("/payouts")`. */
  at(path: string): string;
}

/** A gateway whose store the simulator can sign for, one for all stories of this file. */
const test = base.extend<object, { store: Store }>({
  store: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from the pattern.
    async ({}, use) => {
      const gateway = await startGateway();
      const receiver = await startWebhookReceiver();
      try {
        const merchant = await registerMerchant(gateway.url, await newDemoAccountKey());
        await merchant.call("POST", "/webhooks", { url: receiver.url, events: ["*"] });
        const at = (path: string) => `${gateway.url}/app/s/${merchant.storeId}${path}`;
        await use({ gateway, merchant, receiver, at });
      } finally {
        await receiver.close();
        await gateway.close();
      }
    },
    { scope: "worker", timeout: 300_000 },
  ],
});

interface Paid {
  readonly id: string;
  readonly kaspaAddress: string;
  readonly amountSompi: string;
}

/** A payment that brought money into the store's wallet: `times` the sum that was asked. */
async function receive({ gateway, merchant }: Store, fields: object, times = 1n): Promise<Paid> {
  const payment = await merchant.call<Paid>("POST", "/payments", {
    amount: "25",
    currency: "KAS",
    ...fields,
  });
  const sompi = String(BigInt(payment.amountSompi) * times);
  await gateway.control("pay", { address: payment.kaspaAddress, sompi });
  await expect
    .poll(async () => (await merchant.call<{ status: string }>("GET", `/payments/${payment.id}`)).status)
    .toBe("confirmed");
  return payment;
}

/** Presses the demo wallet's button of a signing panel, and pays with the store's own coins in the wallet's page. */
async function signWithDemoWallet(page: Page, panel: Page | Locator): Promise<void> {
  const [wallet] = await Promise.all([
    page.waitForEvent("popup"),
    panel.getByRole("link", { name: "Pay with the demo wallet" }).click(),
  ]);
  await expect(wallet.getByRole("heading", { name: "Store's demo wallet" })).toBeVisible();
  await expect(wallet.getByRole("status")).toHaveText("Ready. One click pays.");
  await wallet.getByRole("button", { name: /^Pay exactly/ }).click();
  await expect(wallet.getByRole("status")).toContainText("The dashboard notices by itself.");
  await wallet.close();
}

async function expectNoViolation(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

const isAbout = (event: string, noun: "refund" | "payout", id: string) => (delivery: { body: string }) => {
  const body = JSON.parse(delivery.body) as {
    event: string;
    data: Record<string, { id: string } | undefined>;
  };
  return body.event === event && body.data[noun]?.id === id;
};

test("the surplus of an overpaid payment goes back: the payer names the address, the store's wallet signs, and the refund is confirmed", async ({
  page,
  store,
}) => {
  const { merchant, gateway, receiver } = store;
  const payment = await receive(store, { description: "Two coffees" }, 2n);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signIn(page, gateway.url);
  const watch = watchPage(page, [gateway.url]);
  await page.goto(store.at(`/payments/${payment.id}`));
  const detail = page.getByRole("article");
  await detail.getByRole("button", { name: "Refund", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Refund" });
  await expect(dialog.getByRole("button", { name: "Surplus" })).toHaveAttribute("aria-pressed", "true");
  await expect(dialog.getByRole("radio", { name: /The same KAS/ })).toBeChecked();
  await expect(dialog.getByText("25 KAS", { exact: true }).first()).toBeVisible();
  await expectNoViolation(page, "refund dialog");
  await dialog.getByLabel("Reason").fill("Paid twice what was asked");
  await dialog.getByRole("button", { name: "Make refund" }).click();
  const made = page.getByRole("dialog", { name: "Refund made" });
  await expect(made.getByText("Waits for address")).toBeVisible();
  const claimUrl = (await made.getByText(/\/claim\//).textContent()) ?? "";
  const token = new URL(claimUrl).pathname.split("/").at(-1) ?? "";
  const address = await newSingleAddress();
  await api(gateway.url, "POST", `/claims/${token}`, { address });
  await expect(made.getByText(address)).toBeVisible();
  await expect(made.getByRole("img", { name: /^QR code/ })).toBeVisible();
  await expectNoViolation(page, "signing panel");
  await signWithDemoWallet(page, made);
  await expect(made.getByText("Confirmed", { exact: true })).toBeVisible();
  await made.getByRole("button", { name: "Done" }).click();
  const [refund] = (
    await merchant.call<{ data: { id: string }[] }>("GET", `/refunds?paymentId=${payment.id}`)
  ).data;
  const refundId = refund?.id ?? "";
  await receiver.waitFor(isAbout("refund.confirmed", "refund", refundId));
  await receiver.waitFor(({ body }) => JSON.parse(body).event === "payment.refunded");
  await expect(detail.getByText("25 KAS more than asked arrived.")).toHaveCount(0);
  await expect(detail.getByText("Refund confirmed")).toBeVisible();
  await detail
    .locator("section")
    .filter({ hasText: "Refunds" })
    .getByRole("link", { name: "25 KAS" })
    .click();
  await expect(page.getByRole("article").getByText("From your wallet")).toBeVisible();
  await expect(page.getByRole("list", { name: "Progress" }).getByText("Confirmed, done")).toBeVisible();
  await expectNoViolation(page, "refund");
  watch.assertClean();
});

test("a payout that an API key asks for is approved by the owner, signed in the queue and confirmed; the owner's own one needs another person", async ({
  page,
  store,
}) => {
  const { merchant, gateway, receiver } = store;
  await receive(store, { description: "Beans" });
  await signIn(page, gateway.url);
  const watch = watchPage(page, [gateway.url]);
  await page.goto(store.at("/settings/payments"));
  const rule = page.getByRole("checkbox", { name: "Another person must approve a payout" });
  await rule.check();
  await page.locator("form").filter({ has: rule }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Settings saved.")).toBeVisible();

  await page.goto(store.at("/payouts"));
  await page.getByRole("button", { name: "New payout" }).first().click();
  const form = page.getByRole("dialog", { name: "New payout" });
  await form.getByLabel("Amount").fill("2,5");
  await form.getByLabel("Recipient").fill("kaspasim:qqwrong");
  await form.getByRole("button", { name: "Ask for payout" }).click();
  await expect(form.getByLabel("Recipient")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("Recipient").fill(await newSingleAddress());
  await form.getByLabel("Description").fill("Asked by the owner");
  await form.getByRole("button", { name: "Ask for payout" }).click();
  const own = page.getByRole("article");
  await expect(own.getByText("You asked for this payout, so another person must approve it")).toBeVisible();
  await expect(own.getByRole("button", { name: "Approve" })).toBeDisabled();

  const asked = await merchant.call<{ id: string }>("POST", "/payouts", {
    amount: "5",
    recipientAddress: await newSingleAddress(),
    description: "Rent of the stall",
  });
  await page.goto(store.at(`/payouts/${asked.id}`));
  const payout = page.getByRole("article");
  await payout.getByRole("button", { name: "Approve" }).click();
  await expect(payout.getByText("To sign")).toBeVisible();
  await page.goto(store.at("/signing"));
  await expect(page.getByRole("heading", { name: "Payout · 5 KAS" })).toBeVisible();
  await expectNoViolation(page, "signing queue");
  await signWithDemoWallet(page, page);
  await expect(page.getByText("Nothing is left to sign")).toBeVisible();
  await receiver.waitFor(isAbout("payout.confirmed", "payout", asked.id));
  await page.goto(store.at("/payouts?status=confirmed"));
  await expect(page.getByRole("row", { name: /Rent of the stall/ })).toContainText("5 KAS");
  await merchant.call("PATCH", "/settings", { payoutsNeedTwoPeople: false });
  // The refused address is one answer that the browser reports.
  expect(() => watch.assertClean()).toThrow(/422/);
});

test("payouts from a file: every fault is named before anything is made, then all are made, approved together, and money from elsewhere counts by one click", async ({
  page,
  store,
}) => {
  const { gateway } = store;
  const [first, second] = [await newSingleAddress(), await newSingleAddress()];
  await signIn(page, gateway.url);
  await page.goto(store.at("/payouts"));
  await page.getByRole("button", { name: "Import CSV" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Import payouts" });
  const rows = dialog.getByLabel("Or paste the rows");
  await rows.fill(`address,amount,description\n${first},0.05,Too little\nkaspasim:qq,4,No address`);
  await expect(dialog.getByText("2 payouts", { exact: true })).toBeVisible();
  await expect(dialog.getByText("4.05 KAS")).toBeVisible();
  await dialog.getByRole("button", { name: "Check and import 2 payouts" }).click();
  await expect(dialog.getByText("Nothing was imported: 2 faults")).toBeVisible();
  await expect(dialog.getByRole("row", { name: /^2 amount/ })).toContainText("Minimum amount");
  await expect(dialog.getByRole("row", { name: /^3 address/ })).toBeVisible();
  await expectNoViolation(page, "import");
  await rows.fill(`address,amount,description\n${first},3,Import one\n${second},4,Import two`);
  await dialog.getByRole("button", { name: "Check and import 2 payouts" }).click();
  await expect(page.getByText("2 payouts wait for approval.")).toBeVisible();
  await page.getByRole("button", { name: /^Approve \d+$/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Approve \d+$/ })
    .click();
  const row = page.getByRole("row", { name: /Import two/ });
  await expect(row.getByRole("cell", { name: "To sign", exact: true })).toBeVisible();
  await gateway.control("pay", { address: second, sompi: "400000000" });
  await row.getByRole("link").click();
  const payout = page.getByRole("article");
  await payout.getByRole("button", { name: "Yes, I sent it" }).click();
  await expect(page.getByRole("list", { name: "Progress" }).getByText("Confirmed, done")).toBeVisible();
  await page.goto(store.at("/payouts"));
  await page
    .getByRole("row", { name: /Import one/ })
    .getByRole("link")
    .click();
  await payout.getByRole("button", { name: "Cancel payout" }).click();
  const cancel = page.getByRole("dialog", { name: "Cancel payout" });
  await cancel.getByLabel("Reason").fill("Paid in cash");
  await cancel.getByRole("button", { name: "Cancel payout" }).click();
  await expect(payout.getByText("Paid in cash")).toBeVisible();
});

test("a wallet of the browser that is asked to sign: a refusal says that nothing was sent, and silence locks the button until the merchant has looked", async ({
  page,
  store,
}) => {
  const { merchant, gateway } = store;
  const asked = await merchant.call<{ id: string }>("POST", "/payouts", {
    amount: "3",
    recipientAddress: await newSingleAddress(),
  });
  await merchant.call("POST", `/payouts/${asked.id}/approve`);
  await page.addInitScript(() => {
    let calls = 0;
    const kasware = {
      requestAccounts: async () => ["kaspasim:qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnx8u0x2h"],
      getNetwork: async () => "kaspa_simnet",
      sendKaspa: async () => {
        calls += 1;
        throw calls === 1 ? { code: 4001, message: "User rejected the request" } : new Error("Lost contact");
      },
    };
    Object.assign(window, { kasware });
  });
  await signIn(page, gateway.url);
  await page.goto(store.at(`/payouts/${asked.id}`));
  const wallets = page.getByRole("region", { name: "Wallets in this browser" });
  const button = wallets.getByRole("button", { name: "Pay with KasWare" });
  await button.click();
  await expect(wallets.getByRole("alert")).toHaveText("You said no in KasWare. Nothing was sent.");
  await expect(button).toBeEnabled();
  await button.click();
  await expect(wallets.getByRole("alert")).toContainText("The money may be on its way.");
  await expect(button).toBeDisabled();
  await wallets.getByRole("button", { name: "Nothing was sent: try again" }).click();
  await expect(button).toBeEnabled();
});
