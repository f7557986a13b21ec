import type { AppRouter } from "@kaspa-pay/api-contract/router";
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  type Operation,
  type OperationLink,
  type OperationResultEnvelope,
  splitLink,
  type TRPCClient,
  type TRPCClientError,
  type TRPCLink,
} from "@trpc/client";
import { observable, share } from "@trpc/server/observable";
import { createTRPCContext, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { useState } from "react";
import { failureOf, isSignedOut } from "./failure.ts";
import { askStepUp, proofRenewals, proofRenewed, serverAway, sessionEnded } from "./signals.ts";

const URL = "/trpc";

type Flags = { keyPrefix: true };
type Context = ReturnType<typeof createTRPCContext<AppRouter, Flags>>;

/** Query, mutation and subscription options of every procedure. */
export type Trpc = TRPCOptionsProxy<AppRouter, Flags>;

const context: Context = createTRPCContext<AppRouter, Flags>();

/** Query keys carry the store's id, so two stores never share cached data. */
export const TRPCProvider: Context["TRPCProvider"] = context.TRPCProvider;
export const useTRPC: () => Trpc = context.useTRPC;

/** The key prefix of what belongs to the person, not to a store. */
export const ACCOUNT = "account";

/** A client whose calls are about one store, or about the account. */
export function makeClient(storeId: string | null): TRPCClient<AppRouter> {
  const headers = { "x-kp-csrf": "1", ...(storeId !== null && { "x-store-id": storeId }) };
  return createTRPCClient<AppRouter>({
    links: [
      onceInFlight,
      watchSession,
      splitLink({
        condition: (op) => op.type === "subscription",
        // An EventSource sends no headers.
        true: httpSubscriptionLink({ url: URL, connectionParams: storeId === null ? {} : { storeId } }),
        false: splitLink({
          condition: (op) => idempotencyKeyOf(op) !== null,
          true: httpLink({
            url: URL,
            headers: ({ op }) => ({ ...headers, "idempotency-key": idempotencyKeyOf(op) ?? "" }),
          }),
          false: httpBatchLink({ url: URL, headers, maxURLLength: 6_000 }),
        }),
      }),
    ],
  });
}

function idempotencyKeyOf(op: Operation): string | null {
  const key = op.context.idempotencyKey;
  return typeof key === "string" ? key : null;
}

type Result = OperationResultEnvelope<unknown, TRPCClientError<AppRouter>>;

/**
 * A second click while the first create with the same key is under way gets the same answer instead of sending again.
 */
const onceInFlight: TRPCLink<AppRouter> = () => {
  const underWay = new Map<string, ReturnType<OperationLink<AppRouter>>>();
  return ({ op, next }) => {
    const key = idempotencyKeyOf(op);
    if (key === null) return next(op);
    const id = `${op.path} ${key} ${JSON.stringify(op.input)}`;
    const known = underWay.get(id);
    if (known !== undefined) return known;
    const call = observable<Result, TRPCClientError<AppRouter>>((observer) => {
      const sent = next(op).subscribe(observer);
      return () => {
        underWay.delete(id);
        sent.unsubscribe();
      };
    }).pipe(share());
    underWay.set(id, call);
    return call;
  };
};

/**
 * Repeats a call once the password was entered again, and reports to the page when the session ended or the server does
 * not answer. Sign-in calls handle their errors themselves.
 */
const watchSession: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let current = { unsubscribe() {} };
      const run = (mayAsk: boolean, mayRepeat = true) => {
        const sentAt = proofRenewals();
        current = next(op).subscribe({
          next: (value) => {
            serverAway.set(false);
            if (RENEWING.has(op.path)) proofRenewed();
            observer.next(value);
          },
          complete: () => observer.complete(),
          error: (error) => {
            const failure = failureOf(error);
            if (op.type !== "subscription") serverAway.set(failure.code === null && !isAborted(op));
            if (mayAsk && failure.code === "reauth_required") {
              void askStepUp().then((given) => (given ? run(false) : observer.error(error)));
              return;
            }
            // The proof was renewed while this call was under way: repeat it with the new one.
            if (mayRepeat && isSignedOut(failure) && sentAt !== proofRenewals()) {
              run(mayAsk, false);
              return;
            }
            if (isSignedOut(failure) && !op.path.startsWith("auth.")) sessionEnded.set(true);
            observer.error(error);
          },
        });
      };
      run(op.type !== "subscription" && op.path !== "auth.stepUp");
      return () => current.unsubscribe();
    });

/** Calls whose answer sets a new cookie in place of the one they were sent with. */
const RENEWING = new Set(["auth.stepUp", "auth.changePassword", "auth.startSession", "auth.registerSession"]);

function isAborted(op: Operation): boolean {
  return op.signal?.aborted ?? false;
}

/** 128 random bits in hex; also where the page is not a secure context and `randomUUID` is missing. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * One Idempotency-Key per opened form: a double click, a retry or a second press after a lost answer makes one object.
 * `renew` is for forms that stay open after they succeeded.
 */
export function useIdempotencyKey(): { context: { idempotencyKey: string }; renew: () => void } {
  const [idempotencyKey, setKey] = useState(freshKey);
  return { context: { idempotencyKey }, renew: () => setKey(freshKey()) };
}
