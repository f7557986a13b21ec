// Sends requests made from the OpenAPI document to a running gateway and checks each answer. A seed repeats the
// choices.
import { given } from "@kaspa-pay/api-contract/router";
import { operationNamed } from "../../src/http/operations.ts";
import { type Seeded, seeded } from "../chaos/seeded.ts";
import { type Answered, faultOf, fits } from "./judge.ts";
import { type Act, acts } from "./plan.ts";
import { asCurl, type Request, requestFor } from "./requests.ts";

export interface FuzzOptions {
  readonly base: string;
  readonly seed: string;
  readonly requests: number;
  /** Proofs of one merchant. Renewed when an operation ended one of them. */
  signUp(): Promise<{ token: string; key: string }>;
  /** Between requests now and then: lets the chain and the rates move on. */
  breathe(): Promise<void>;
}

export interface FuzzReport {
  readonly seed: string;
  readonly requests: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Operations that never succeeded: the fuzz does not reach what lies behind them. */
  readonly neverOk: readonly string[];
  readonly faults: readonly { readonly act: string; readonly fault: string; readonly curl: string }[];
}

/** Operations that end the caller's own proofs: then another merchant continues. */
const ENDS_PROOFS = new Set([
  "auth.logout",
  "auth.endSession",
  "auth.endOtherSessions",
  "auth.changePassword",
  "apiKeys.revoke",
  "stores.update",
]);
/** A second of work each: tried less often. */
const HASHES_PASSWORD = new Set([
  "auth.register",
  "auth.login",
  "auth.stepUp",
  "auth.changePassword",
  "auth.resetPassword",
]);
const BREATHE_EACH = 50;
const KEPT_PER_NAME = 30;

export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const random = seeded(options.seed);
  const known = new Map<string, string[]>();
  const byStatus: Record<string, number> = {};
  const ok = new Set<string>();
  const faults: { act: string; fault: string; curl: string }[] = [];
  let merchant = await options.signUp();
  for (let sent = 0; sent < options.requests; sent++) {
    if (sent % BREATHE_EACH === 0) await options.breathe();
    let act = random.pick(acts);
    if (HASHES_PASSWORD.has(act.name) && random.chance(0.8)) act = random.pick(acts);
    const request = requestFor(act, random, known, proofOf(random, merchant, known));
    const answer = await send(options.base, request);
    byStatus[answer.status] = (byStatus[answer.status] ?? 0) + 1;
    if (answer.status < 400) ok.add(act.name);
    const fault = faultOf(act, answer) ?? takenThoughWrong(act, request, answer);
    if (fault !== null) faults.push({ act: act.name, fault, curl: asCurl(options.base, request) });
    learn(known, act, answer);
    const own = [`Bearer ${merchant.token}`, `Bearer ${merchant.key}`];
    // Too many wrong passwords end a session, too: without a new one the rest of the run would only see 401.
    const ended = answer.status === 401 && own.includes(request.headers.authorization ?? "");
    if (ended || (answer.status < 300 && ENDS_PROOFS.has(act.name))) {
      merchant = await options.signUp();
      // What the merchant before created belongs to another tenant now: a few of those ids stay, to be refused.
      for (const [name, values] of known) known.set(name, values.slice(-2));
    }
    // A stepped-up session has a new token.
    const token = tokenOf(act, answer);
    if (token !== null) merchant = { ...merchant, token };
  }
  const neverOk = acts.map(({ name }) => name).filter((name) => !ok.has(name));
  return { seed: options.seed, requests: options.requests, byStatus, neverOk, faults };
}

function proofOf(
  random: Seeded,
  { token, key }: { token: string; key: string },
  known: ReadonlyMap<string, readonly string[]>,
): Record<string, string> {
  const clientTokens = known.get("clientToken") ?? ["ct_x"];
  return random.pick([
    { authorization: `Bearer ${key}` },
    { authorization: `Bearer ${key}` },
    { "x-api-key": key },
    { authorization: `Bearer ${token}` },
    { authorization: `Bearer ${token}` },
    { authorization: `Bearer ${key}`, "x-client-token": key },
    { "x-client-token": random.pick(clientTokens) },
    {},
    { authorization: `Bearer ${key}` },
    { authorization: `Bearer ${token}` },
    random.pick<Record<string, string>>([
      { authorization: "Bearer kp_test_wrong" },
      { authorization: "Basic YTpi" },
      { authorization: `Bearer ${token}`, "x-store-id": "sto_x" },
    ]),
  ] as Record<string, string>[]);
}

async function send(base: string, { method, path, headers, body }: Request): Promise<Answered> {
  const stop = new AbortController();
  const answer = await fetch(base + path, { method, headers, body, signal: stop.signal, redirect: "manual" });
  const type = answer.headers.get("content-type") ?? "";
  const live = type.startsWith("text/event-stream");
  const text = live ? "" : await answer.text();
  if (live) stop.abort();
  return { status: answer.status, type, requestId: answer.headers.get("x-request-id"), text };
}

/**
 * The document refuses the body, the server accepted it. Null for an optional field and [] for a map are described in
 * words only.
 */
function takenThoughWrong(act: Act, { value }: Request, { status }: Answered): string | null {
  if (act.body === null || value === undefined || status >= 300) return null;
  const input = operationNamed(act.name)?.input ?? undefined;
  return fits(act.body, given(input, value)) ? null : "was taken, though the document refuses its body";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function tokenOf({ name }: Act, { status, text }: Answered): string | null {
  if (name !== "auth.stepUp" || status !== 200) return null;
  const { token } = parsed(text) as { token: string | null };
  return token;
}

/** Ids, slugs and tokens of an answer, for requests to come; an id is also known by the name its path parameter has. */
function learn(known: Map<string, string[]>, act: Act, { status, text, type }: Answered): void {
  if (status >= 300 || !type.startsWith("application/json")) return;
  const learnOne = (name: string, value: string): void => {
    keep(known, name, value);
    const [, prefix] = /^([a-z]{3})_/.exec(value) ?? [];
    if (prefix !== undefined) keep(known, prefix, value);
  };
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > 4) return;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === "string" && /^(id|\w*Id|slug|clientToken|nextCursor)$/.test(name))
        learnOne(name, inner);
      else walk(inner, depth + 1);
    }
  };
  walk(parsed(text), 0);
  if (act.name === "links.create")
    for (const slug of known.get("slug") ?? []) keep(known, "paymentLinkSlug", slug);
}

function keep(known: Map<string, string[]>, name: string, value: string): void {
  const kept = known.get(name) ?? [];
  if (kept.includes(value)) return;
  known.set(name, [...kept, value].slice(-KEPT_PER_NAME));
}
