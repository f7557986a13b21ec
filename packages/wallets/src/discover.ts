// Finds the wallets of this browser. Finding asks no wallet for anything: the first question is `connect`.
import { type AnnouncedWallet, kastle, kasware, kip12 } from "./adapters.ts";
import { fieldOf } from "./provider.ts";
import { type Wallet, WalletError } from "./wallet.ts";
import { walletOf } from "./wallet-of.ts";

/** The page that wallets put themselves into: `window`, or an object of a test. */
export interface WalletPage extends EventTarget {
  readonly kasware?: unknown;
  readonly kastle?: unknown;
}

/** How {@link discoverWallets} looks. */
export interface DiscoverOptions {
  /** Wallets may put themselves into the page late. Default 1 000. */
  readonly timeoutMs?: number;
  /** Longest wait for the user's answer in a wallet. Default 180 000, as long as Kastle waits itself. */
  readonly answerTimeoutMs?: number;
  /** Default `globalThis`. */
  readonly page?: WalletPage;
}

const TIMEOUT_MS = 1_000;
const ANSWER_TIMEOUT_MS = 180_000;

/**
 * The wallets that are there after `timeoutMs`: KasWare and Kastle by their objects, others by KIP-12. Each is taken as
 * it was when it was first seen, so a script that replaces it later is not asked.
 */
export async function discoverWallets({
  timeoutMs = TIMEOUT_MS,
  answerTimeoutMs = ANSWER_TIMEOUT_MS,
  page = globalThis,
}: DiscoverOptions = {}): Promise<Wallet[]> {
  const found = new Map<string, Wallet>();
  const objects = new Set<object>();
  const look = (): void => {
    for (const [provider, adapt] of [
      [page.kasware, kasware],
      [page.kastle, kastle],
    ] as const) {
      const adapter = isObject(provider) ? adapt(provider) : undefined;
      if (!isObject(provider) || adapter === undefined || found.has(adapter.id)) continue;
      objects.add(provider);
      found.set(adapter.id, walletOf(adapter, answerTimeoutMs));
    }
  };
  const announced = (event: Event): void => {
    look();
    const { info, provider } = announcementOf(event) ?? {};
    if (info === undefined || provider === undefined || objects.has(provider)) return;
    const adapter = kip12(provider, info);
    if (adapter === undefined || found.has(adapter.id)) return;
    objects.add(provider);
    found.set(adapter.id, walletOf(adapter, answerTimeoutMs));
  };
  page.addEventListener("kaspa:provider", announced);
  page.addEventListener("kasware#initialized", look);
  look();
  page.dispatchEvent(new Event("kaspa:requestProvider"));
  await new Promise((resolve) => setTimeout(resolve, timeoutMs));
  page.removeEventListener("kaspa:provider", announced);
  page.removeEventListener("kasware#initialized", look);
  look();
  return [...found.values()];
}

/** The wallet of an id that a page remembers. @throws WalletError `not_installed` */
export async function findWallet(id: string, options: DiscoverOptions = {}): Promise<Wallet> {
  const wallet = (await discoverWallets(options)).find((candidate) => candidate.id === id);
  if (wallet === undefined) {
    throw new WalletError(
      "not_installed",
      "This wallet is not in this browser: install it, or choose another one.",
    );
  }
  return wallet;
}

/** Longer texts would only break the page; a picture of a wallet is a few kilobytes. */
const LONGEST_NAME = 40;
const LONGEST_ICON = 200_000;

/** Reads a `kaspa:provider` event; undefined when it does not say who announces what. */
function announcementOf(event: Event): { info: AnnouncedWallet; provider: object } | undefined {
  const detail = fieldOf(event, "detail");
  const provider = fieldOf(detail, "provider");
  const info = fieldOf(detail, "info");
  const [rdns, uuid, name, icon, methods] = ["rdns", "uuid", "name", "icon", "methods"].map((field) =>
    fieldOf(info, field),
  );
  const id = textOf(rdns) ?? textOf(uuid);
  const shown = textOf(name);
  if (!isObject(provider) || id === undefined || shown === undefined) return undefined;
  return {
    provider,
    info: {
      id,
      name: shown.slice(0, LONGEST_NAME),
      methods: Array.isArray(methods) ? methods : [],
      // An address of the web would tell somebody who looks at this page.
      ...(typeof icon === "string" && icon.length <= LONGEST_ICON && /^data:image\//i.test(icon) && { icon }),
    },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
