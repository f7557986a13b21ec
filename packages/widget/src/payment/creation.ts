// Creates a payment once (of a link, or in place of an expired one), whatever happens to the element that asked for it.
// The request outlives the element: after a route change in the middle of it, the next element continues with the
// remembered payment.
import { hash } from "../views/fingerprint.ts";
import { type Answer, type Gateway, GatewayError } from "./gateway.ts";
import { randomText, recall, remember } from "./session-memory.ts";

export interface MadePayment {
  readonly id: string;
  readonly clientToken: string;
}

const underway = new Map<string, Promise<MadePayment>>();

/** The creation under this key that has not been answered yet. */
export const creationUnderway = (memoryKey: string): Promise<MadePayment> | undefined =>
  underway.get(memoryKey);

/** The payment of a link. @throws GatewayError */
export const createPayment = (gateway: Gateway, memoryKey: string, body: object): Promise<MadePayment> =>
  once(memoryKey, () => create(gateway, memoryKey, body));

/** The payment in place of an expired one: the gateway makes one, however often it is asked. @throws GatewayError */
export const renewPayment = (
  gateway: Gateway,
  memoryKey: string,
  id: string,
  token: string | null,
): Promise<MadePayment> => once(memoryKey, async () => remembered(memoryKey, await gateway.renew(id, token)));

function once(memoryKey: string, make: () => Promise<MadePayment>): Promise<MadePayment> {
  const running = underway.get(memoryKey);
  if (running !== undefined) return running;
  const creation = make().finally(() => underway.delete(memoryKey));
  underway.set(memoryKey, creation);
  return creation;
}

function remembered(memoryKey: string, { body }: Answer): MadePayment {
  const { id, clientToken } = (body ?? {}) as Partial<MadePayment>;
  if (typeof id !== "string" || typeof clientToken !== "string") throw new GatewayError(500);
  remember(memoryKey, { id, clientToken });
  return { id, clientToken };
}

/** The same request repeated (reload, lost answer) carries the same key and makes one payment. */
async function create(gateway: Gateway, memoryKey: string, body: object): Promise<MadePayment> {
  const { attempt = randomText(), ...before } = recall(memoryKey);
  remember(memoryKey, { ...before, attempt });
  try {
    return remembered(memoryKey, await gateway.create(body, `${attempt}-${hash(JSON.stringify(body))}`));
  } catch (error) {
    // Refused, so nothing was created: show the payment before this one again.
    if (error instanceof GatewayError && error.final) remember(memoryKey, before);
    throw error;
  }
}

// Reads the payer's answers from the form of a link that asks for name, e-mail, note or amount.

export interface Answers {
  readonly fields: Record<string, string>;
  /** Field name to message (the browser's own words); empty when all is well. */
  readonly problems: Record<string, string>;
}

export function readAnswers(form: HTMLFormElement): Answers {
  const fields: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const input of form.querySelectorAll("input")) {
    const text = input.value.trim();
    if (!input.validity.valid) problems[input.name] = input.validationMessage;
    else if (text) fields[input.name] = input.name === "amount" ? text.replace(",", ".") : text;
  }
  return { fields, problems };
}
