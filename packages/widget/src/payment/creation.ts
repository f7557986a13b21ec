// Makes the payment of a link once, whatever happens to the element that asked for it. The request outlives the
// element: a route change in the middle of it leaves a remembered payment, which the next element goes on with.
import { hash } from "../views/fingerprint.ts";
import { type Gateway, GatewayError } from "./gateway.ts";
import { randomText, recall, remember } from "./session-memory.ts";

export interface MadePayment {
  readonly id: string;
  readonly clientToken: string;
}

const underway = new Map<string, Promise<MadePayment>>();

/** The creation under this key that has not been answered yet. */
export const creationUnderway = (memoryKey: string): Promise<MadePayment> | undefined =>
  underway.get(memoryKey);

/** @throws GatewayError */
export function createPayment(gateway: Gateway, memoryKey: string, body: object): Promise<MadePayment> {
  const running = underway.get(memoryKey);
  if (running !== undefined) return running;
  const creation = create(gateway, memoryKey, body).finally(() => underway.delete(memoryKey));
  underway.set(memoryKey, creation);
  return creation;
}

/** The same request repeated (reload, lost answer) carries the same key and makes one payment. */
async function create(gateway: Gateway, memoryKey: string, body: object): Promise<MadePayment> {
  const { attempt = randomText(), ...before } = recall(memoryKey);
  remember(memoryKey, { ...before, attempt });
  try {
    const answer = await gateway.create(body, `${attempt}-${hash(JSON.stringify(body))}`);
    const { id, clientToken } = (answer.body ?? {}) as Partial<MadePayment>;
    if (typeof id !== "string" || typeof clientToken !== "string") throw new GatewayError(500);
    remember(memoryKey, { id, clientToken });
    return { id, clientToken };
  } catch (error) {
    // Refused, so nothing was made: the payment before this one is the one to show again.
    if (error instanceof GatewayError && error.final) remember(memoryKey, before);
    throw error;
  }
}
