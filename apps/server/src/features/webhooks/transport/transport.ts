import type { LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";
import { buildConnector, Client, type Dispatcher } from "undici";
import type { WebhookRequest, WebhookResult, WebhookTransport } from "../webhook-transport.ts";
import {
  type AddressCheck,
  checkUrl,
  type GuardRules,
  inspectUrl,
  isPublicAddress,
  PUBLIC_PORTS,
} from "./address-guard.ts";
import { readLimited, retryAfterSeconds, snippetOf } from "./answer.ts";
import { BlockedAddress, classify, FAILURE_TEXT } from "./failure.ts";
import { createResolve, type Resolve } from "./resolve.ts";

/** Limits of one attempt. docs/spec/webhooks.md#attempts-and-retries */
export const WEBHOOK_LIMITS = {
  connectMs: 5000,
  totalMs: 15_000,
  readBytes: 64 * 1024,
  snippetBytes: 1024,
  headerBytes: 16 * 1024,
} as const;

export interface WebhookTransportOptions {
  /** Plain http to public hosts (operator flag). */
  allowHttp?: boolean;
  /** PEM of a certificate authority to trust besides the built-in ones. */
  ca?: string;
  /** Further ports of public hosts that are allowed (operator's list). */
  extraPorts?: readonly number[];
  resolve?: Resolve;
  isPublic?: AddressCheck;
  limits?: { readonly [name in keyof typeof WEBHOOK_LIMITS]: number };
}

/** Shown in the log instead of the answer of a receiver with a private address. */
const NOT_SHOWN = "(not shown: the receiver is not at a public address)";

interface Settings {
  allowHttp: boolean;
  ca: string[] | undefined;
  resolve: Resolve;
  rules: GuardRules;
  limits: NonNullable<WebhookTransportOptions["limits"]>;
}

/**
 * Delivers over undici with the address guard on every attempt. Each attempt has its own connection: a kept one would
 * skip the guard, and ending it frees the slot whatever the receiver does.
 */
export function createWebhookTransport(options: WebhookTransportOptions = {}): WebhookTransport {
  const settings: Settings = {
    allowHttp: options.allowHttp ?? false,
    ca: options.ca === undefined ? undefined : [...rootCertificates, options.ca],
    resolve: options.resolve ?? createResolve(),
    rules: {
      isPublic: options.isPublic ?? isPublicAddress,
      ports: [...PUBLIC_PORTS, ...(options.extraPorts ?? []).map(String)],
    },
    limits: options.limits ?? WEBHOOK_LIMITS,
  };
  const running = new Set<AbortController>();
  return {
    send: async (request) => {
      const stop = new AbortController();
      running.add(stop);
      try {
        return await attempt(request, settings, stop);
      } finally {
        running.delete(stop);
      }
    },
    checkUrl: (url, policy) => checkUrl(url, policy, settings.rules),
    close: async () => {
      for (const stop of running) stop.abort();
    },
  };
}

async function attempt(
  request: WebhookRequest,
  settings: Settings,
  stop: AbortController,
): Promise<WebhookResult> {
  const startedAt = performance.now();
  const latency = () => Math.round(performance.now() - startedAt);
  const policy = { allowPrivate: request.allowPrivate, allowHttp: settings.allowHttp };
  const target = inspectUrl(request.url, policy, settings.rules);
  if (!target.ok) {
    const errorClass = target.blocked ? "blocked_address" : "invalid_url";
    const message = target.blocked ? FAILURE_TEXT.blocked_address : target.reason;
    return { kind: "failed", errorClass, message, latencyMs: latency() };
  }
  // undici's own timers restart with every byte; only this one limits the whole attempt.
  let late = false;
  const deadline = setTimeout(() => {
    late = true;
    stop.abort();
  }, settings.limits.totalMs);
  let peer = "";
  const client = new Client(target.url.origin, {
    connect: guardedConnector(target.reach, settings, (address) => {
      peer = address;
    }),
    maxHeaderSize: settings.limits.headerBytes,
    headersTimeout: settings.limits.totalMs,
    bodyTimeout: settings.limits.totalMs,
    pipelining: 1,
  });
  // Errors of a connection that is being ended are ignored.
  client.on("disconnect", () => {});
  try {
    const answer = await client.request({
      method: "POST",
      path: target.url.pathname + target.url.search,
      headers: { ...request.headers, "accept-encoding": "identity", connection: "close" },
      body: request.body,
      signal: stop.signal,
    });
    return withoutPrivateText(
      await readAnswer(answer, settings.limits, latency),
      settings.rules.isPublic(peer),
    );
  } catch (error) {
    const errorClass = classify(error, late);
    return { kind: "failed", errorClass, message: FAILURE_TEXT[errorClass], latencyMs: latency() };
  } finally {
    clearTimeout(deadline);
    await client.destroy();
  }
}

/**
 * The answer of a private service is not stored: otherwise anybody who may register a URL could read that service. The
 * status is enough to set a receiver up.
 */
function withoutPrivateText(result: WebhookResult, isPublic: boolean): WebhookResult {
  if (isPublic || result.kind === "failed" || result.bodySnippet === "") return result;
  return { ...result, bodySnippet: NOT_SHOWN };
}

async function readAnswer(
  answer: Dispatcher.ResponseData,
  limits: Settings["limits"],
  latency: () => number,
): Promise<WebhookResult> {
  const status = answer.statusCode;
  if (status >= 300 && status < 400) {
    // The body is not read, but its stream needs a listener for the error when it is ended.
    answer.body.on("error", () => {}).destroy();
    return {
      kind: "failed",
      errorClass: "redirect",
      message: FAILURE_TEXT.redirect,
      status,
      latencyMs: latency(),
    };
  }
  const body = await readLimited(answer.body, limits.readBytes);
  const retryAfter = retryAfterSeconds(single(answer.headers["retry-after"]), Date.now());
  return {
    kind: "answered",
    status,
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
    bodySnippet: snippetOf(body, limits.snippetBytes, single(answer.headers["content-encoding"])),
    latencyMs: latency(),
  };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** Refuses if any resolved address is not allowed, connects only to those, and checks again once connected. */
function guardedConnector(
  reach: AddressCheck,
  settings: Settings,
  onPeer: (address: string) => void,
): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    settings.resolve(hostname).then(
      (found) => {
        const first = found[0];
        if (first === undefined)
          return callback(Object.assign(new Error("no address"), { code: "ENOTFOUND" }), "");
        if (!found.every(({ address }) => reach(address))) return callback(new BlockedAddress(), "");
        if (options.all) return callback(null, found);
        return callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    );
  };
  const connect = buildConnector({
    lookup,
    timeout: settings.limits.connectMs,
    maxCachedSessions: 0,
    ...(settings.ca === undefined ? {} : { ca: settings.ca }),
  } as buildConnector.BuildOptions);
  return (options, callback) =>
    connect(options, (...result) => {
      const [error, socket] = result;
      if (error !== null) return callback(error, null);
      if (socket.remoteAddress !== undefined && reach(socket.remoteAddress)) {
        onPeer(socket.remoteAddress);
        return callback(null, socket);
      }
      socket.destroy();
      return callback(new BlockedAddress(), null);
    });
}
