// Who shares an Idempotency-Key: no caller gets an answer that was made for another class of callers.
import type { VisitorNames } from "../security/visitors/visitor-budget.ts";

/** The store's own callers, sessions and keys alike, share the keys of one operation. */
export const ownScope = (operation: string): string => `own ${operation}`;

/** A payer's key is valid for one link, from one network, browser and page (or one account). */
export const visitorScope = (operation: string, linkId: string, { visitor }: VisitorNames): string =>
  `visitor ${operation} ${linkId} ${visitor}`;

/** A key of whoever has the client token of a payment. */
export const payerScope = (operation: string, paymentId: string): string => `payer ${operation} ${paymentId}`;

/** Proofs of a link's form: each makes one payment. */
export const formScope = (linkId: string): string => `form ${linkId}`;
