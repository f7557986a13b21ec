// One attempt of one delivery: sign, send, evaluate the response. The claim was committed before; the result is written
// after.

import { type EventName, eventNameFor, MAX_ATTEMPTS, nextAttemptDelayMs } from "@kaspa-pay/core";
import { signatureHeaders } from "@kaspa-pay/webhooks";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { FaultPoints } from "../../runtime/fault-points.ts";
import type { Ids, Random } from "../../runtime/ids.ts";
import type { KeyedDigests, SecretBox } from "../../security/secrets.ts";
import { callbackSecrets } from "../stores/callback-secret.ts";
import { bodyFor } from "./emit-event.ts";
import { secretsOf } from "./endpoint-secrets.ts";
import type { AttemptResult, ClaimedDelivery } from "./records.ts";
import { deliveryRepository } from "./repository/deliveries.ts";
import type { PrivateReach, WebhookResult, WebhookTransport } from "./webhook-transport.ts";

export interface DeliverDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  random: Random;
  ids: Ids;
  secrets: SecretBox;
  digests: Pick<KeyedDigests, "callbackKey">;
  transport: WebhookTransport;
  faults: FaultPoints;
  /** Version of the product, for `User-Agent`. */
  version: string;
  /** How far past public addresses webhooks of stores on this network may reach. */
  allowPrivate(network: string): PrivateReach;
}

export interface DeliveryOutcome {
  result: AttemptResult;
  /** The endpoint asked never to be called again (410). */
  gone: boolean;
}

const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1_000;
const SNIPPET_CHARS = 1_024;
/** The host alone is no place to send to: other URLs there belong to others. */
const NO_URL: WebhookResult = {
  kind: "failed",
  errorClass: "invalid_url",
  message: "The payment no longer names a callback URL",
  latencyMs: 0,
};

export function createDeliver(deps: DeliverDeps) {
  return async (claimed: ClaimedDelivery): Promise<DeliveryOutcome> => {
    const startedAt = deps.clock.now();
    const { endpoint, url } = claimed;
    const name = eventNameFor(endpoint.events, claimed.eventType as EventName) ?? claimed.eventType;
    const body = await fixedBody(deps, claimed, name);
    const headers = await attemptHeaders(deps.version, {
      secrets: signingSecrets(deps, claimed, startedAt),
      eventId: claimed.eventId,
      timestamp: Math.floor(startedAt / 1_000),
      body,
      event: name,
      resent: claimed.resent,
    });
    const allowPrivate = deps.allowPrivate(claimed.network);
    const answer = url === null ? NO_URL : await deps.transport.send({ url, headers, body, allowPrivate });
    await deps.faults.reach("deliver.after-send");
    return outcomeOf(deps, claimed, { answer, startedAt, headers });
  };
}

/** Newest first. */
function signingSecrets(deps: DeliverDeps, claimed: ClaimedDelivery, now: number): string[] {
  const { storeId, endpoint, callbackSecret } = claimed;
  return callbackSecret === null
    ? secretsOf(endpoint, deps.secrets, now)
    : callbackSecrets(deps.digests, storeId, callbackSecret, now);
}

export type Deliver = ReturnType<typeof createDeliver>;

export interface SigningRequest {
  /** Newest first; while a rotation is not finished the old secret signs too. */
  secrets: readonly string[];
  eventId: string;
  /** Unix seconds of this attempt. */
  timestamp: number;
  body: string;
  /** Name under which the endpoint gets the event. */
  event: string;
  /** Sent again by hand. */
  resent: boolean;
}

/** All headers of an attempt, signed with the package that merchants verify with. */
export async function attemptHeaders(
  version: string,
  { secrets, eventId, timestamp, body, event, resent }: SigningRequest,
): Promise<Record<string, string>> {
  return {
    ...(await signatureHeaders({ secret: secrets, id: eventId, timestamp, body, event })),
    "user-agent": `kaspa-pay/${version}`,
    ...(resent && { "x-kp-resend": "true" }),
  };
}

/** Endpoints with another name or form get text that is made once and kept: every retry sends the same bytes. */
async function fixedBody(deps: DeliverDeps, claimed: ClaimedDelivery, name: string): Promise<string> {
  if (claimed.body !== null) return claimed.body;
  if (claimed.endpoint.format === "event" && name === claimed.eventType) return claimed.eventBody;
  const body = bodyFor(claimed.eventBody, name, claimed.endpoint.format);
  return deliveryRepository(deps.unitOfWork.db).fixBody(claimed, body);
}

interface Sent {
  answer: WebhookResult;
  startedAt: number;
  headers: Record<string, string>;
}

function outcomeOf(
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  { answer, startedAt, headers }: Sent,
): DeliveryOutcome {
  const attempt = claimed.attempts + 1;
  const status = answer.status ?? null;
  const delivered = answer.kind === "answered" && answer.status >= 200 && answer.status < 300;
  const gone = status === 410;
  // A callback is of one payment: 410 ends this delivery, where it would switch off an endpoint.
  const over = claimed.url === null || (gone && claimed.callbackSecret !== null);
  const last = delivered || attempt >= MAX_ATTEMPTS || over;
  return {
    gone,
    result: {
      deliveryId: claimed.id,
      storeId: claimed.storeId,
      eventId: claimed.eventId,
      endpointId: claimed.endpoint.id,
      attemptId: deps.ids.next("att"),
      attempt,
      startedAt,
      status,
      errorClass: answer.kind === "failed" ? answer.errorClass : delivered ? null : "http_status",
      message: answer.kind === "failed" ? answer.message : delivered ? null : `Answered ${answer.status}`,
      latencyMs: Math.round(answer.latencyMs),
      requestHeaders: headers,
      responseSnippet: answer.kind === "answered" ? answer.bodySnippet.slice(0, SNIPPET_CHARS) : null,
      delivered,
      nextDelayMs: last ? null : nextDelay(deps, attempt, answer),
    },
  };
}

/** The schedule, or later when the receiver asked for it. */
function nextDelay(deps: DeliverDeps, attempt: number, answer: WebhookResult): number | null {
  const [byte = 0] = deps.random.bytes(1);
  const scheduled = nextAttemptDelayMs(attempt, byte / 255);
  const asked =
    answer.kind === "answered" && (answer.status === 429 || answer.status === 503)
      ? answer.retryAfterSeconds
      : undefined;
  if (scheduled === null || asked === undefined) return scheduled;
  return Math.max(scheduled, Math.min(asked * 1_000, MAX_RETRY_AFTER_MS));
}
