import { createHmac } from "node:crypto";
import { generateSecret, signatureHeaders } from "@kaspa-pay/webhooks";
import { backoffMs, pause } from "../../retry.ts";
import type { StoredEvent } from "../../webhook-event.ts";

const TRY_MS = 15_000;
const FIRST_DELAY_MS = 1_000;

/** How the receiver answered one try. */
export interface Attempt {
  readonly url: string;
  readonly id: string;
  readonly event: string;
  /** Null: no answer, and `error` says why. */
  readonly status: number | null;
  readonly error: string | null;
  readonly latencyMs: number;
  readonly delivered: boolean;
}

/** The secret that `listen` signs with: the same for a key each time, and nothing that shows the key. */
export function listenSecret(key: string): string {
  return generateSecret(createHmac("sha256", key).update("kaspa-pay listen").digest());
}

/**
 * Sends an event to a receiver, signed like a webhook, until it answers 2xx or the signal is aborted. The try that is
 * under way ends first: a receiver that has taken an event must not get it again.
 *
 * @returns whether it was delivered
 */
export async function forward(
  url: string,
  { delivered: _, ...event }: StoredEvent,
  { secret, signal, show }: { secret: string; signal: AbortSignal; show: (attempt: Attempt) => void },
): Promise<boolean> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    const attempt = await tryOnce(url, event, secret);
    show(attempt);
    if (attempt.delivered) return true;
    await pause(backoffMs(tries, FIRST_DELAY_MS), signal).catch(() => {});
  }
  return false;
}

async function tryOnce(url: string, event: Omit<StoredEvent, "delivered">, secret: string): Promise<Attempt> {
  const body = JSON.stringify(event);
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = await signatureHeaders({ secret, id: event.id, timestamp, body, event: event.event });
  const since = performance.now();
  let status: number | null = null;
  let error: string | null = null;
  try {
    const signal = AbortSignal.timeout(TRY_MS);
    const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    await response.arrayBuffer();
    status = response.status;
  } catch (thrown) {
    error = reasonOf(thrown);
  }
  const latencyMs = Math.round(performance.now() - since);
  const delivered = status !== null && status >= 200 && status < 300;
  return { url, id: event.id, event: event.event, status, error, latencyMs, delivered };
}

function reasonOf(thrown: unknown): string {
  const { cause, message, name } = thrown as Error & { cause?: { code?: string; message?: string } };
  if (name === "TimeoutError") return `no answer within ${TRY_MS / 1000} s`;
  return cause?.code ?? cause?.message ?? message;
}
