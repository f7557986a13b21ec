// First answers under an Idempotency-Key: sealed by the one that writes them, whatever they answer.
import { ApiError } from "@kaspa-pay/api-contract";
import type { SecretBox } from "../security/secrets.ts";
import type { IdempotencyName, StoredAnswer } from "./repository.ts";

const CREATED = 201;

/** A key as its caller used it. */
export interface IdempotentRequest extends IdempotencyName {
  /** Digest of what was asked. */
  readonly requestHash: string;
}

const placeOf = ({ storeId, scope, key }: IdempotencyName) => ({
  table: "idempotency_keys",
  column: "body",
  rowId: JSON.stringify([storeId, scope, key]),
});

export function sealAnswer(secrets: SecretBox, request: IdempotentRequest, answer: unknown): StoredAnswer {
  const sealed = secrets.seal(JSON.stringify(answer), placeOf(request));
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
  return JSON.parse(secrets.open(Buffer.from(kept.body, "base64"), placeOf(request))) as T;
}
