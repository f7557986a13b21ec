// Staff at work through the API: cancels what nobody paid and edits an endpoint, and records the answers (I11).
import type { StaffAction } from "../invariants/audited.ts";
import type { Endpoint } from "../order-client.ts";
import { CALL_LIMIT_MS, pause, type Seeded } from "../seeded.ts";
import type { ServerProcess } from "../server-process.ts";

export interface Staff {
  readonly actions: readonly StaffAction[];
  /** Asks once; no answer means nobody knows. */
  cancel(paymentId: string): Promise<StaffAction>;
  describe(): Promise<StaffAction>;
  /** A new secret for an endpoint. */
  rotate(endpoint: Endpoint): Promise<StaffAction>;
  /** Edits until this moment. */
  work(until: number): Promise<void>;
}

export function createStaff(
  servers: readonly ServerProcess[],
  apiKey: string,
  { random, endpoints }: { random: Seeded; endpoints: readonly Endpoint[] },
): Staff {
  const actions: StaffAction[] = [];

  async function ask(action: Omit<StaffAction, "outcome">, method: string, path: string, body: object) {
    const note = (outcome: StaffAction["outcome"]): StaffAction => {
      const noted = { ...action, outcome };
      actions.push(noted);
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

  async function describe(): Promise<StaffAction> {
    const { id } = random.pick(endpoints);
    const description = `Edited ${actions.length} times`;
    return (await ask({ action: "webhook.update", target: id }, "PATCH", `/webhooks/${id}`, { description }))
      .noted;
  }

  return {
    actions,
    describe,
    async cancel(target) {
      return (await ask({ action: "payment.cancel", target }, "POST", `/payments/${target}/cancel`, {}))
        .noted;
    },
    async rotate(endpoint) {
      const action = { action: "webhook.rotate_secret", target: endpoint.id };
      const { noted, answer } = await ask(action, "POST", `/webhooks/${endpoint.id}/rotate-secret`, {});
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
