// The three interfaces that wallets have today. What each expects and answers, with its sources:
// packages/wallets/README.md#what-wallets-expect
import { type Method, methodOf } from "./provider.ts";
import type { Transfer } from "./wallet.ts";

/** One wallet as its own interface has it; `walletOf` adds the checks that are equal for all. */
export interface Adapter {
  readonly id: string;
  readonly name: string;
  readonly icon?: string;
  /** The smallest transfer that the wallet takes. */
  readonly leastSompi: bigint;
  /** The largest transfer that the wallet's interface can carry. */
  readonly mostSompi: bigint;
  /** The address of the account; asks the user when the page is new to the wallet. */
  account(): Promise<unknown>;
  /** The wallet's own name of its network; undefined when it cannot tell. */
  network(): Promise<unknown>;
  pay(transfer: Transfer): Promise<unknown>;
}

/** A JavaScript number holds sompi exactly up to 2^53 − 1: 90 071 992 KAS. */
const MOST_AS_NUMBER = BigInt(Number.MAX_SAFE_INTEGER);
/** KIP-12 carries decimal text. */
const MOST_AS_TEXT = 2n ** 64n - 1n;
/** Kastle refuses less than 0.2 KAS. */
const KASTLE_LEAST_SOMPI = 20_000_000n;

/** `window.kasware`; undefined for an object that cannot send. */
export function kasware(provider: object): Adapter | undefined {
  const requestAccounts = methodOf(provider, "requestAccounts");
  const getNetwork = methodOf(provider, "getNetwork");
  const sendKaspa = methodOf(provider, "sendKaspa");
  if (!requestAccounts || !getNetwork || !sendKaspa) return undefined;
  return {
    id: "kasware",
    name: "KasWare",
    leastSompi: 1n,
    mostSompi: MOST_AS_NUMBER,
    account: () => firstOf(requestAccounts),
    network: () => getNetwork(),
    pay: ({ address, sompi }) => sendKaspa(address, Number(sompi)),
  };
}

/** `window.kastle`; undefined for an object that cannot send, which includes Kastle before October 2025. */
export function kastle(provider: object): Adapter | undefined {
  const connect = methodOf(provider, "connect");
  const getAccount = methodOf(provider, "getAccount");
  const getNetwork = methodOf(provider, "getNetwork") ?? viaRequest(provider, "kas:get_network");
  const sendKaspa = methodOf(provider, "sendKaspa");
  if (!connect || !getAccount || !getNetwork || !sendKaspa) return undefined;
  return {
    id: "kastle",
    name: "Kastle",
    leastSompi: KASTLE_LEAST_SOMPI,
    mostSompi: MOST_AS_NUMBER,
    async account() {
      if ((await connect()) === false) throw new Error("User denied");
      const account = await getAccount();
      return typeof account === "object" && account !== null ? Reflect.get(account, "address") : undefined;
    },
    network: () => getNetwork(),
    pay: ({ address, sompi }) => sendKaspa(address, Number(sompi)),
  };
}

/** Who a KIP-12 wallet says it is. */
export interface AnnouncedWallet {
  readonly id: string;
  readonly name: string;
  readonly icon?: string;
  /** Wire methods that it says it serves. */
  readonly methods: readonly unknown[];
}

/** A provider that a wallet announced by KIP-12; undefined for one that cannot send a plain transfer. */
export function kip12(provider: object, { id, name, icon, methods }: AnnouncedWallet): Adapter | undefined {
  const requestAccounts = methodOf(provider, "requestAccounts");
  const chainId = methods.includes("kaspa:chainId") ? viaRequest(provider, "kaspa:chainId") : undefined;
  const getNetwork = methodOf(provider, "getNetwork") ?? chainId;
  const request = methods.includes("kaspa:sendTransaction") ? methodOf(provider, "request") : undefined;
  const sendKaspa = methodOf(provider, "sendKaspa");
  if (!requestAccounts || !(request || sendKaspa)) return undefined;
  return {
    id: `kip12:${id}`,
    name,
    ...(icon !== undefined && { icon }),
    leastSompi: 1n,
    mostSompi: request ? MOST_AS_TEXT : MOST_AS_NUMBER,
    account: () => firstOf(requestAccounts),
    network: async () => getNetwork?.(),
    async pay({ address, sompi }) {
      if (request) return request("kaspa:sendTransaction", [{ to: address, amountSompi: String(sompi) }]);
      return sendKaspa?.(address, Number(sompi));
    },
  };
}

async function firstOf(requestAccounts: Method): Promise<unknown> {
  const accounts = await requestAccounts();
  return Array.isArray(accounts) ? accounts[0] : undefined;
}

function viaRequest(provider: object, name: string): Method | undefined {
  const request = methodOf(provider, "request");
  return request && (() => request(name, []));
}
