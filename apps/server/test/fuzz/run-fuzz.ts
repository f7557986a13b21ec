// Sends requests made from the OpenAPI document to a running gateway and checks each answer. A seed repeats the choices.
import { given } from "@kaspa-pay/api-contract/router";
import { operationNamed } from "../../src/http/operations.ts";
import { type Seeded, seeded } from "../chaos/seeded.ts";
import { type Answered, faultOf, fits } from "../contract/check-answer.ts";
import { type Operation, operations } from "../contract/documented-operations.ts";
import type { Driver } from "./driver.ts";
import { Memory } from "./memory.ts";
import { openStore, type PreparedStore } from "./open-store.ts";
import { bearer, type Proof, type Ready } from "./preparing.ts";
import { proofFor, rightProof } from "./proofs.ts";
import type { Fault, FuzzReport } from "./report.ts";
import { asCurl, type Nearness, type Request, requestFor } from "./requests.ts";

export interface FuzzOptions {
  readonly driver: Driver;
  readonly seed: string;
  readonly requests: number;
  /** After each merchant's requests, with the number of all that were sent. */
  onMerchant?(sent: number): void;
}

/** Requests with one merchant: what was prepared for it is used up by then. */
const PER_MERCHANT = 500;
/** Operations that may end the caller's own proofs. */
const MAY_END_PROOFS = new Set([
  "auth.logout",
  "auth.login",
  "auth.endSession",
  "auth.endOtherSessions",
  "auth.changePassword",
  "auth.resetPassword",
  "apiKeys.revoke",
  "stores.update",
]);
/** They end the sessions that other operations were prepared with. */
const LAST = ["auth.resetPassword", "auth.changePassword"];
/** A second of work each, or a new merchant afterwards: asked less often. */
const COSTLY = new Set([...MAY_END_PROOFS, "auth.register", "auth.stepUp"]);

interface Run {
  readonly options: FuzzOptions;
  readonly random: Seeded;
  readonly memory: Memory;
  readonly answers: Map<string, Map<number, number>>;
  readonly faults: Fault[];
  store: PreparedStore;
  sent: number;
}

export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { driver, seed, requests } = options;
  const run = {
    options,
    random: seeded(seed),
    memory: new Memory(),
    answers: new Map<string, Map<number, number>>(),
    faults: [],
    sent: 0,
  };
  while (run.sent < requests) {
    await oneMerchant(Object.assign(run, { store: await openStore(driver) }));
    options.onMerchant?.(run.sent);
    run.memory.fade();
  }
  return { seed, requests: run.sent, answers: run.answers, faults: run.faults };
}

/** Each operation once as it should succeed, in any order; then whatever the seed draws, until the merchant's proofs end. */
async function oneMerchant(run: Run): Promise<void> {
  const { random, options, memory, store } = run;
  const end = Math.min(run.sent + PER_MERCHANT, options.requests);
  for (const answer of store.answers) memory.learn(answer, null);
  for (const operation of shuffled(random)) {
    const ready = run.store.ready.get(operation.name)?.[0] ?? { fields: {} };
    if (await ask(run, operation, ready, "right")) return;
  }
  while (run.sent < end) {
    let operation = random.pick(operations);
    while (COSTLY.has(operation.name) && random.chance(0.9)) operation = random.pick(operations);
    const choices = run.store.ready.get(operation.name) ?? [];
    const ready = choices.length === 0 ? null : random.pick(choices);
    const nearness = random.pick<Nearness>(["right", "near", "made", "made"]);
    if (await ask(run, operation, ready, nearness)) return;
  }
}

function shuffled(random: Seeded): Operation[] {
  const placed = operations.map((operation) => ({
    operation,
    place: LAST.indexOf(operation.name) + random.next(),
  }));
  return placed.toSorted((a, b) => a.place - b.place).map(({ operation }) => operation);
}

/** Asks once and checks the answer. True when the merchant's proofs ended by it. */
async function ask(
  run: Run,
  operation: Operation,
  ready: Ready | null,
  nearness: Nearness,
): Promise<boolean> {
  const { random, memory, options, store } = run;
  const { base } = options.driver;
  const proof = (id: string | null) => {
    const asking = { operation, person: store.person, memory, id };
    const as = readyProof(store, ready);
    if (nearness === "right") return as ?? rightProof(asking, random);
    return as !== undefined && random.chance(0.5) ? as : proofFor(asking, random);
  };
  const request = requestFor({ operation, memory, ready, nearness, proof }, random);
  const answer = await send(base, request);
  run.sent++;
  count(run, operation, answer.status);
  const fault =
    failureOf(answer) ?? faultOf(operation, answer) ?? takenThoughWrong(operation, request, answer);
  if (fault !== null) run.faults.push({ operation: operation.name, fault, curl: asCurl(base, request) });
  if (answer.status >= 300) return answer.status === 401 && !(await hasProofs(run));
  if (answer.headers.get("content-type")?.startsWith("application/json")) {
    const body: unknown = JSON.parse(answer.text);
    memory.learn(body, operation.name);
    if (operation.name === "auth.stepUp") steppedUp(run, request, body as { token: string | null });
  }
  return MAY_END_PROOFS.has(operation.name) && !(await hasProofs(run));
}

/** Nothing that a client sends makes the server fail. */
const failureOf = ({ status, text }: Answered): string | null =>
  status >= 500 ? `answered ${status}: ${text.slice(0, 200)}` : null;

function readyProof({ person }: PreparedStore, ready: Ready | null): Proof | undefined {
  const as = ready?.as;
  if (as === "session") return bearer(person.token);
  return as === "key" ? bearer(person.key) : as;
}

function count({ answers }: Run, { name }: Operation, status: number): void {
  const counts = answers.get(name) ?? new Map<number, number>();
  counts.set(status, (counts.get(status) ?? 0) + 1);
  answers.set(name, counts);
}

/** A stepped-up session has a new token. */
function steppedUp(run: Run, { headers }: Request, { token }: { token: string | null }): void {
  const { person } = run.store;
  if (token === null || headers.authorization !== bearer(person.token).authorization) return;
  run.store = { ...run.store, person: { ...person, token } };
}

/** Too many wrong passwords end a session, too: without a new one the rest of the run would only see 401. */
async function hasProofs({ options, store }: Run): Promise<boolean> {
  for (const proof of [store.person.token, store.person.key]) {
    const { status } = await fetch(`${options.driver.base}/api/v1/auth/me`, { headers: bearer(proof) });
    if (status !== 200) return false;
  }
  return true;
}

async function send(base: string, { method, path, headers, body }: Request): Promise<Answered> {
  const stop = new AbortController();
  const answer = await fetch(base + path, { method, headers, body, signal: stop.signal, redirect: "manual" });
  const live = answer.headers.get("content-type")?.startsWith("text/event-stream") === true;
  const text = live ? "" : await answer.text();
  if (live) stop.abort();
  return { status: answer.status, headers: answer.headers, text };
}

/** The document refuses the body, the server takes it. Null for an optional field and [] for a map are in its text. */
function takenThoughWrong(
  operation: Operation,
  { body, value }: Request,
  { status }: Answered,
): string | null {
  if (status >= 300) return null;
  if (operation.bodyRequired && body === null) return "was done without the body that the document requires";
  if (operation.body === null || value === undefined) return null;
  const input = operationNamed(operation.name)?.input ?? undefined;
  return fits(operation.body, given(input, value)) ? null : "was taken, though the document refuses its body";
}
