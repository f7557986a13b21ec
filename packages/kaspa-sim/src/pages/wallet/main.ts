// biome-ignore-all assist/source/organizeImports: the first import sets a switch that the others read
import "./no-eval.ts";
import { sompiToKas } from "@kaspa-pay/core";
import { WrpcClient } from "@kaspa-pay/kaspa/wrpc";
import { AccountWallet, ask } from "./account-wallet.ts";
import { countdown } from "./countdown.ts";
import {
  accountFromLocation,
  messageOf,
  readAmount,
  readTarget,
  requestFromLocation,
  secondsToExpiry,
} from "./request.ts";
import { page } from "./view.ts";
import { TabWallet, type Wallet } from "./wallet.ts";

type PaymentKind = "exact" | "under" | "over" | "double" | "parts" | "late";

/** The faucet gives at least this, so that the other ways to pay need no second visit. */
const FAUCET_LEAST_SOMPI = 100_000_000_000n;
const FEE_ROOM_SOMPI = 100_000_000n;
/** Reading coins more often than this shows nothing new. */
const REFRESH_EVERY_MS = 400;
/** A checkout's deadline plus its grace of 30 s and some blocks. */
const AFTER_EXPIRY_SECONDS = 45;

const client = new WrpcClient({
  url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/`,
  openSocket: (url) => new WebSocket(url),
});

async function start(): Promise<void> {
  client.start();
  await client.ready();
  const app = createApp(await openWallet());
  const { wallet } = app;
  client.listen({
    opened: () => page.showNode("open", wallet.virtualDaaScore),
    closed: (_, waitMs) => page.showNode("closed", BigInt(Math.ceil(waitMs / 1_000))),
    notified: () => app.refreshSoon(),
  });
  await client.subscribe("VirtualDaaScoreChanged");
  await app.refresh();
  bind(app);
  await prefill(app);
}

/** A store's wallet when the page's address names one, else the customer's wallet of this tab. */
async function openWallet(): Promise<Wallet> {
  const account = accountFromLocation(location);
  if (account !== null) {
    page.showStore();
    return AccountWallet.open(account, client);
  }
  const wallet = await TabWallet.open(client);
  page.showPhrase(wallet.phrase);
  return wallet;
}

interface App {
  readonly wallet: Wallet;
  refresh(): Promise<void>;
  refreshSoon(): void;
  ensureFunds(sompi: bigint): Promise<void>;
  faucet(sompi: bigint): Promise<void>;
}

function createApp(wallet: Wallet): App {
  let scheduled = false;
  const watchers = new Set<() => void>();
  const app: App = {
    wallet,
    async refresh() {
      await wallet.refresh();
      page.showNode("open", wallet.virtualDaaScore);
      page.showAddress(wallet.address);
      page.showBalance(wallet.balanceSompi);
      page.showSent(wallet.sent, (payment) => wallet.confirmationsOf(payment));
      for (const watcher of watchers) watcher();
    },
    refreshSoon() {
      if (scheduled) return;
      scheduled = true;
      setTimeout(() => {
        scheduled = false;
        app.refresh().catch(() => page.showNode("closed", 0n));
      }, REFRESH_EVERY_MS);
    },
    async faucet(sompi) {
      await ask("/faucet", { address: wallet.address, sompi: String(sompi) });
    },
    async ensureFunds(sompi) {
      // A store pays with what it has received: its wallet says itself what is missing.
      if (wallet.balanceSompi >= sompi || wallet instanceof AccountWallet) return;
      page.say("Getting simulated coins from the faucet…");
      const missing = sompi - wallet.balanceSompi;
      await app.faucet(missing > FAUCET_LEAST_SOMPI ? missing : FAUCET_LEAST_SOMPI);
      await new Promise<void>((resolve) => {
        const watcher = () => {
          if (wallet.balanceSompi < sompi) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
        watcher();
      });
    },
  };
  return app;
}

/** Fills the form from the page's address and the purse from the faucet, so that one click is left to do. */
async function prefill(app: App): Promise<void> {
  const request = requestFromLocation(location);
  if (request === null) return update(app);
  if (typeof request === "string") {
    page.warn(request);
    return update(app);
  }
  page.showRequest(request);
  const seconds = secondsToExpiry(location, Date.now());
  if (seconds !== undefined) page.wait.value = String(seconds + AFTER_EXPIRY_SECONDS);
  await update(app);
  if (request.amountSompi === undefined) return;
  await guarded(async () => {
    await app.ensureFunds(request.amountSompi! + FEE_ROOM_SOMPI);
    // Coins that do not suffice, or too many small ones, are told now and not at the click.
    await app.wallet.feeFor(request.address, request.amountSompi!);
    page.say("Ready. One click pays.");
    await update(app);
  });
}

/** Checks the form, shows the fee and the figures on the buttons. */
async function update(app: App): Promise<void> {
  const form = readForm();
  page.showFigures(form?.sompi);
  if (form === undefined) return page.showFee(undefined);
  try {
    page.showFee(await app.wallet.feeFor(form.to, form.sompi));
  } catch {
    page.showFee(undefined);
  }
}

/** The valid form, or undefined; faults are shown only for fields that are not empty. */
function readForm(): { to: string; sompi: bigint } | undefined {
  let to: string | undefined;
  let sompi: bigint | undefined;
  page.fault("to", "");
  page.fault("amount", "");
  try {
    const target = readTarget(page.to.value);
    to = target.address;
    if (target.amountSompi !== undefined && page.amount.value.trim() === "") {
      page.amount.value = sompiToKas(target.amountSompi, { trim: true });
    }
  } catch (error) {
    if (page.to.value.trim() !== "") page.fault("to", messageOf(error));
  }
  try {
    sompi = readAmount(page.amount.value);
  } catch (error) {
    if (page.amount.value.trim() !== "") page.fault("amount", messageOf(error));
  }
  return to !== undefined && sompi !== undefined ? { to, sompi } : undefined;
}

const AMOUNTS: Record<Exclude<PaymentKind, "late">, (sompi: bigint) => bigint[]> = {
  exact: (sompi) => [sompi],
  under: (sompi) => [sompi / 2n],
  over: (sompi) => [sompi * 2n],
  double: (sompi) => [sompi, sompi],
  parts: (sompi) => [sompi / 2n, sompi - sompi / 2n],
};

async function pay(app: App, kind: PaymentKind): Promise<void> {
  const form = readForm();
  if (form === undefined) {
    page.focusFirstFault();
    return;
  }
  const { wallet } = app;
  await guarded(async () => {
    if (kind === "late" && !(await countdown(Number(page.wait.value)))) {
      page.say("The late payment was canceled.");
      return;
    }
    const amounts = AMOUNTS[kind === "late" ? "exact" : kind](form.sompi);
    const total = amounts.reduce((sum, amount) => sum + amount, 0n);
    await app.ensureFunds(total + FEE_ROOM_SOMPI);
    for (const amount of amounts) {
      page.say(`Paying ${sompiToKas(amount, { trim: true })} KAS…`);
      await wallet.pay(form.to, amount);
    }
    await app.refresh();
    page.say(
      `Sent ${sompiToKas(total, { trim: true })} KAS${amounts.length > 1 ? " in two payments" : ""}. ${wallet instanceof AccountWallet ? "The dashboard" : "The shop's page"} notices by itself.`,
    );
  });
}

/** Runs one act at a time, with its error shown. */
async function guarded(act: () => Promise<void>): Promise<void> {
  page.warn("");
  page.busy(true);
  try {
    await act();
  } catch (error) {
    page.say("");
    page.warn(messageOf(error));
  } finally {
    page.busy(false);
  }
}

function bind(app: App): void {
  page.onInput(() => void update(app));
  page.onPay((kind) => void pay(app, kind));
  page.onCopy();
  page.onFaucet(() => {
    void guarded(async () => {
      await app.faucet(FAUCET_LEAST_SOMPI);
      page.say(`The faucet sent ${sompiToKas(FAUCET_LEAST_SOMPI, { trim: true })} KAS.`);
      app.refreshSoon();
    });
  });
  page.onRenew(() => {
    TabWallet.forget();
    location.reload();
  });
}

start().catch((error: unknown) => page.warn(`The wallet could not start. ${messageOf(error)}`));
