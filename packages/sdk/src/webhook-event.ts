import { type VerifyOptions, verify } from "@kaspa-pay/webhooks";
import type { WebhookEvent as Envelope } from "./generated/api.ts";
import type { EventSubjects, SubjectOfEvent } from "./generated/events.ts";

/** The name of an event, or another gateway's name for it. */
export type WebhookEventName = keyof SubjectOfEvent;

type Field = "payment" | "transfer" | keyof EventSubjects;
type Data<S extends keyof EventSubjects> = EventSubjects[S] & {
  [F in Exclude<Field, keyof EventSubjects[S]>]?: undefined;
} & { detail?: Record<string, unknown> };

/** An event of one name. */
export type EventOf<N extends WebhookEventName> = Omit<Envelope, "event" | "data"> & {
  event: N;
  data: Data<SubjectOfEvent[N]>;
};

/** The body of a webhook; `event` says what `data` holds. */
export type WebhookEvent = { [N in WebhookEventName]: EventOf<N> }[WebhookEventName];

/** An event in `events.list`; `delivered`: no endpoint still waits for it. */
export type StoredEvent = WebhookEvent & { delivered: boolean };

/**
 * Checks the signature of a webhook and returns its event. `body` is the raw body as received, `secret` the endpoint's
 * or a list while you rotate. For endpoints with format `flat`: `verifyWebhook<FlatEvent>(…)`. Throws
 * `WebhookVerificationError` (answer 401), or `InvalidSecretError` when your own secret is wrong.
 */
export const verifyWebhook = <T = WebhookEvent>(options: VerifyOptions): Promise<T> => verify<T>(options);
