// Staff at work through the API: cancels what nobody paid and edits an endpoint, and records the answers (I11).
import type { Deed } from "../judge/audited.ts";
import { CALL_LIMIT_MS, pause, type Seeded } from "../seeded.ts";
import type { ServerProcess } from "../server-process.ts";
import type { Endpoint } from "../shop.ts";

export interface Clerk {
  readonly deeds: readonly Deed[];
  /** Asks once; no answer means nobody knows. */
  cancel(paymentId: string): Promise<Deed>;
  describe(): Promise<Deed>;
  /** A new secret for an endpoint. */
  rotate(endpoint: Endpoint): Promise<Deed>;
  /** Edits until this moment. */
  work(until: number): Promise<void>;
}

export function createClerk(
  servers: readonly ServerProcess[],
  apiKey: string,
  { random, endpoints }: { random: Seeded; endpoints: readonly Endpoint[] },
): Clerk {
  const deeds: Deed[] = [];

  async function ask(deed: Omit<Deed, "outcome">, method: string, path: string, body: object) {
    const note = (outcome: Deed["outcome"]): Deed => {
      const noted = { ...deed, outcome };
      deeds.push(noted);
      return noted;
    };
    try {
      const response = await fetch(`${random.pick(servers).url}/api/v1${path}`, {
        method,
        headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(CALL_LIMIT_MS),
      });
      const text = await response.text();
      if (response.status >= 500) return { noted: note("unknown"), answer: null };
      if (!response.ok) return { noted: note("fail"), answer: null };
      return { noted: note("ok"), answer: JSON.parse(text) as Record<string, unknown> };
    } catch {
      return { noted: note("unknown"), answer: null };
    }
  }

  async function describe(): Promise<Deed> {
    const { id } = random.pick(endpoints);
    const description = `Edited ${deeds.length} times`;
    return (await ask({ action: "webhook.update", target: id }, "PATCH", `/webhooks/${id}`, { description }))
      .noted;
  }

  return {
    deeds,
    describe,
    async cancel(target) {
      return (await ask({ action: "payment.cancel", target }, "POST", `/payments/${target}/cancel`, {}))
        .noted;
    },
    async rotate(endpoint) {
      const deed = { action: "webhook.rotate_secret", target: endpoint.id };
      const { noted, answer } = await ask(deed, "POST", `/webhooks/${endpoint.id}/rotate-secret`, {});
      if (typeof answer?.secret === "string") endpoint.secrets.push(answer.secret);
      return noted;
    },
    async work(until) {
      while (Date.now() < until) {
        await describe();
        await pause(random.between(50, 600));
      }
    },
  };
}
