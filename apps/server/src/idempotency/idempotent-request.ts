// A request under an Idempotency-Key: what makes two requests the same, who shares a key, and the first answer, sealed
// whatever it is.
import { createHash } from "node:crypto";
import { ApiError } from "@kaspa-pay/api-contract";
import type { SecretBox } from "../security/secrets.ts";
import type { VisitorNames } from "../security/visitors/visitor-budget.ts";
import type { IdempotencyName, StoredAnswer } from "./repository.ts";

const CREATED = 201;

/** A key as its caller used it. */
export interface IdempotentRequest extends IdempotencyName {
  /** Digest of what was asked. */
  readonly requestHash: string;
}

const associatedDataOf = ({ storeId, scope, key }: IdempotencyName) => ({
  table: "idempotency_keys",
  column: "body",
  rowId: JSON.stringify([storeId, scope, key]),
});

export function sealAnswer(secrets: SecretBox, request: IdempotentRequest, answer: unknown): StoredAnswer {
  const sealed = secrets.seal(JSON.stringify(answer), associatedDataOf(request));
  return { requestHash: request.requestHash, status: CREATED, body: Buffer.from(sealed).toString("base64") };
}

/** @throws ApiError `idempotency_conflict` when the key was used with another body */
export function openStoredAnswer<T>(secrets: SecretBox, request: IdempotentRequest, kept: StoredAnswer): T {
  if (kept.requestHash !== request.requestHash) {
    throw new ApiError(
      "idempotency_conflict",
      "This Idempotency-Key was used with another body: use a fresh one",
    );
  }
  return JSON.parse(secrets.open(Buffer.from(kept.body, "base64"), associatedDataOf(request))) as T;
}

/** The same request has the same digest, whatever the order of its fields. */
export function requestHash(request: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(request)))
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

// No caller gets an answer that was made for another class of callers.

/** The store's own callers, sessions and keys alike, share the keys of one operation. */
export const ownScope = (operation: string): string => `own ${operation}`;

/** A payer's key is valid for one link, from one network, browser and page (or one account). */
export const visitorScope = (operation: string, linkId: string, { visitor }: VisitorNames): string =>
  `visitor ${operation} ${linkId} ${visitor}`;

/** A key of a caller with the client token of a payment. */
export const payerScope = (operation: string, paymentId: string): string => `payer ${operation} ${paymentId}`;

/** Proofs of a link's form: each makes one payment. */
export const formScope = (linkId: string): string => `form ${linkId}`;
