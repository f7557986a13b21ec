// Calls into objects that extensions put into the page. Nothing they hold or answer is trusted to have a type.
import { WalletError } from "./wallet.ts";

/** A function of a provider. */
export type Method = (...args: unknown[]) => Promise<unknown>;

/**
 * The function as it is now, bound to its provider. It is taken once, when the wallet is found: a script that later
 * puts another object or function in its place is not asked.
 */
export function methodOf(provider: object, name: string): Method | undefined {
  const found = fieldOf(provider, name);
  if (typeof found !== "function") return undefined;
  return async (...args) => Reflect.apply(found, provider, args);
}

/** One field of anything. */
export function fieldOf(value: unknown, name: string): unknown {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  return Reflect.get(value, name);
}

/** How long one question may take, and what it is about. */
export interface Question {
  /** Name of the wallet, for the texts. */
  readonly wallet: string;
  readonly timeoutMs: number;
  /** Whether a yes of the user sends money. */
  readonly paying: boolean;
}

/** Asks a wallet and waits no longer than the question allows. @throws WalletError `rejected`, `silent`, `failed` */
export async function ask(question: Question, call: () => Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silence(question)), question.timeoutMs);
  });
  try {
    return await Promise.race([call(), limit]);
  } catch (error) {
    throw errorOf(question, error);
  } finally {
    clearTimeout(timer);
  }
}

/** EIP-1193 and KIP-12: the user said no. */
const USER_REJECTED = 4001;
/** The words of Kastle and KasWare. A node rejects transactions too, so the text must begin with the user. */
const USER_SAID_NO = /^user (?:denied|rejected|declined|cancel)/i;
/** Kastle gives up after 3 minutes with this text while its own window may still be open. */
const GAVE_UP = /^timeout$/i;

function errorOf(question: Question, error: unknown): WalletError {
  if (error instanceof WalletError) return error;
  const { wallet, paying } = question;
  const told = typeof error === "string" ? error : fieldOf(error, "message");
  const text = typeof told === "string" ? told : "";
  if (fieldOf(error, "code") === USER_REJECTED || USER_SAID_NO.test(text)) {
    return new WalletError("rejected", `You said no in ${wallet}. Nothing was sent.`);
  }
  if (GAVE_UP.test(text)) return silence(question);
  return new WalletError("failed", `${wallet} reports: ${text === "" ? "an error without a text" : text}`, {
    mayHavePaid: paying,
  });
}

function silence({ wallet, paying }: Question): WalletError {
  return new WalletError(
    "silent",
    paying
      ? `${wallet} did not answer in time. The payment may still go through: look into the wallet before you pay again.`
      : `${wallet} did not answer in time. Nothing was sent. Open the wallet and try again.`,
    { mayHavePaid: paying },
  );
}
