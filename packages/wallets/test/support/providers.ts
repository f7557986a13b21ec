// Wallets as their makers document them: what they take, what they answer, how they say no. packages/wallets/README.md
// Each is a real object with state, so that a test sees what it was asked.

/** What the user does in the wallet's window. */
export type User = "agrees" | "refuses" | "ignores";

/** One transfer that a wallet signed and sent. */
export interface Sent {
  readonly to: unknown;
  readonly amount: unknown;
}

export const TX_ID = "ab".repeat(32);
/** Both from the address vectors of packages/kaspa. */
export const SHOP = "kaspa:qpauqsvk7yf9unexwmxsnmg547mhyga37csh0kj53q6xxgl24ydxjsgzthw5j";
export const SHOP_SCRIPT = "207bc04196f1125e4f2676cd09ed14afb77223b1f62177da5488346323eaa91a69ac";
const OWN = "kaspa:qp0l70zd5x85ttwd6jv7g3s3a8llzj96d8dncn4zmhv4tlzx5k2jyqh70xmfj";

/** The end of a question: the value, the wallet's no, or nothing ever. */
function decide<T>(user: User, value: () => T, no: unknown): Promise<T> {
  if (user === "ignores") return new Promise<never>(() => {});
  return user === "agrees" ? Promise.resolve(value()) : Promise.reject(no);
}

abstract class Provider {
  /** The user's answer to the question whether the page may see the account. */
  connects: User = "agrees";
  /** The user's answer to a transfer. */
  pays: User = "agrees";
  network = "mainnet";
  readonly sent: Sent[] = [];
}

/** `window.kasware`: errors are plain objects with an EIP-1193 code, `sendKaspa` answers the transaction as JSON text. */
export class KasWare extends Provider {
  override network = "kaspa_mainnet";
  answer: (sent: Sent) => unknown = ({ amount }) =>
    JSON.stringify({
      id: TX_ID,
      version: 0,
      inputs: [],
      outputs: [
        { value: String(amount), scriptPublicKey: `0000${SHOP_SCRIPT}` },
        { value: "12345", scriptPublicKey: `000020${"11".repeat(32)}ac` },
      ],
    });

  requestAccounts(): Promise<string[]> {
    return decide(this.connects, () => [OWN], { code: 4001, message: "User rejected the request." });
  }

  async getNetwork(): Promise<string> {
    return this.network;
  }

  async sendKaspa(to: unknown, amount: unknown): Promise<unknown> {
    if (typeof amount !== "number") throw { code: -32602, message: "sompi is a number" };
    const sent = { to, amount };
    const pay = () => {
      this.sent.push(sent);
      return this.answer(sent);
    };
    return decide(this.pays, pay, { code: 4001, message: "User Cancel" });
  }
}

/** `window.kastle`: errors are texts in an Error, `connect` comes before everything, `sendKaspa` answers the id. */
export class Kastle extends Provider {
  /** Text of an error after the user's yes. */
  fails: string | undefined;
  #connected = false;

  async connect(): Promise<boolean> {
    await decide(this.connects, () => true, new Error("User denied"));
    this.#connected = true;
    return true;
  }

  async getAccount(): Promise<{ address: string; publicKey: string }> {
    this.#mustBeConnected();
    return { address: OWN, publicKey: `02${"11".repeat(32)}` };
  }

  async getNetwork(): Promise<string> {
    return this.network;
  }

  async sendKaspa(to: unknown, amount: unknown): Promise<string> {
    this.#mustBeConnected();
    if (typeof amount !== "number" || amount < 20_000_000)
      throw new Error("sompi must be greater than 0.2 KAS");
    const pay = () => {
      if (this.fails !== undefined) throw new Error(this.fails);
      this.sent.push({ to, amount });
      return TX_ID;
    };
    return decide(this.pays, pay, new Error("User denied"));
  }

  #mustBeConnected(): void {
    if (!this.#connected) throw new Error("Host not connected");
  }
}

/** A KIP-12 provider: `request(method, args)`, amounts as decimal text, error codes of EIP-1193. */
export class Kip12 extends Provider {
  requestAccounts(): Promise<string[]> {
    return decide(this.connects, () => [OWN], { code: 4001, message: "rejected" });
  }

  async request(method: string, args: readonly unknown[]): Promise<unknown> {
    if (method === "kaspa:chainId") return this.network;
    if (method !== "kaspa:sendTransaction") throw { code: 4200, message: "unsupported" };
    const { to, amountSompi } = args[0] as { to: unknown; amountSompi: unknown };
    const pay = () => {
      this.sent.push({ to, amount: amountSompi });
      return TX_ID;
    };
    return decide(this.pays, pay, { code: 4001, message: "rejected" });
  }
}

/** What a KIP-12 wallet tells of itself. */
export const INFO = {
  id: "extension-id",
  uuid: "5b1f8a52-7c0e-4a6b-9a3f-0d7e5a2f7f11",
  rdns: "example.wallet",
  name: "Example wallet",
  icon: "data:image/svg+xml;base64,PHN2Zy8+",
  methods: ["kaspa:requestAccounts", "kaspa:chainId", "kaspa:sendTransaction"],
};

/** A page: an event target with the objects that extensions put there. */
export class Page extends EventTarget {
  kasware?: unknown;
  kastle?: unknown;

  /** What a wallet's content script does: announce at once, and again whenever a page asks. */
  announce(provider: object, info: object = INFO): void {
    const detail = Object.freeze({ info: Object.freeze(info), provider });
    const say = () => this.dispatchEvent(Object.assign(new Event("kaspa:provider"), { detail }));
    this.addEventListener("kaspa:requestProvider", say);
    say();
  }
}
