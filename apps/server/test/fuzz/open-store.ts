// One merchant of the fuzz, with everything prepared that makes the rarer operations possible.
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import type { Driver } from "./driver.ts";
import { prepareMoneyOut } from "./prepare-money-out.ts";
import { preparePayments } from "./prepare-payments.ts";
import { prepareRest } from "./prepare-rest.ts";
import {
  bearer,
  type Call,
  type Json,
  type Merchant,
  PASSWORD,
  type Person,
  type Preparing,
  type Ready,
} from "./preparing.ts";

export interface PreparedStore {
  readonly person: Merchant;
  readonly ready: ReadonlyMap<string, readonly Ready[]>;
  /** Ids that the shop's own answers held, to be remembered like those of any answer. */
  readonly answers: readonly unknown[];
}

let people = 0;

export async function openStore(driver: Driver): Promise<PreparedStore> {
  const answers: unknown[] = [];
  const ready = new Map<string, Ready[]>();
  const call: Call = async (method, path, body, as) => {
    const answer = await send(driver.base, method, path, body, as);
    answers.push(answer);
    return answer;
  };
  const signUp = async (wallet: { xpub?: string } = {}): Promise<Person> => {
    const email = `fuzz-${++people}@example.com`;
    const asked = { email, password: PASSWORD, name: "Shop", network: "simnet", ...wallet };
    const { token, apiKey: key } = await call("POST", "/auth/register", asked);
    return { email, token, key };
  };
  const xpub = await newDemoAccountKey();
  const person = { ...(await signUp({ xpub })), xpub };
  const preparing: Preparing = {
    driver,
    call,
    person,
    signUp,
    ready(operation, fields, as) {
      const entry = { fields, ...(as !== undefined && { as }) };
      ready.set(operation, [...(ready.get(operation) ?? []), entry]);
    },
  };
  await preparePayments(preparing);
  await prepareMoneyOut(preparing);
  const { token } = await call("POST", "/auth/step-up", { password: PASSWORD }, person.token);
  const present = { ...person, token };
  await prepareRest({ ...preparing, person: present });
  return { person: present, ready, answers };
}

async function send(base: string, method: string, path: string, body: unknown, as?: string): Promise<Json> {
  const answer = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(as !== undefined && bearer(as)),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`preparing: ${method} ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
