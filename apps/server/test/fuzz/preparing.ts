// What the parts of a preparation share: the people of a shop, and what is ready for which operation.
import type { Json } from "../support/http.ts";
import type { Driver } from "./driver.ts";

/** Deliveries must not leave this machine. */
export const HARMLESS_URL = "http://127.0.0.1:9/hook";
export const PASSWORD = "seven brown herrings";
export const NEW_PASSWORD = "eight green lanterns";

/** Headers that prove who calls; none = anybody. */
export type Proof = Readonly<Record<string, string>>;

/** Fields with which an operation should succeed, and the caller for whom it does. */
export interface Ready {
  readonly fields: Readonly<Record<string, unknown>>;
  /** `session` and `key`: the merchant's own of that moment; absent = whoever has the right. */
  readonly as?: Proof | "session" | "key";
}

export interface Person {
  readonly email: string;
  readonly token: string;
  readonly key: string;
}

/** The merchant whose store the operations are about. */
export interface Merchant extends Person {
  readonly xpub: string;
}

export type { Json };
/** A call that has to succeed. */
export type Call = (method: string, path: string, body: unknown, as?: string) => Promise<Json>;

/** What a preparation has to work with. */
export interface Preparing {
  readonly driver: Driver;
  readonly call: Call;
  readonly person: Merchant;
  /** Something with which this operation should succeed. */
  ready(operation: string, fields: Ready["fields"], as?: Ready["as"]): void;
  signUp(): Promise<Person>;
}

export const bearer = (proof: string): Proof => ({ authorization: `Bearer ${proof}` });
