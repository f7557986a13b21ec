// The same request under the same Idempotency-Key happens once: the created rows and the stored response commit
// together (docs/spec/api-conventions.md#idempotency).

import { ApiError } from "@kaspa-pay/api-contract";
import { Answer, type Once } from "@kaspa-pay/api-contract/router";
import type { UnitOfWork } from "../database/unit-of-work.ts";
import type { Clock } from "../runtime/clock.ts";
import type { SecretBox } from "../security/secrets.ts";
import {
  type IdempotentRequest,
  openStoredAnswer,
  ownScope,
  requestHash,
  sealAnswer,
} from "./idempotent-request.ts";
import { idempotencyRepository } from "./repository.ts";

export interface IdempotencyDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly secrets: SecretBox;
}

class Taken extends Error {}

/**
 * All that `make` reads and writes is part of one transaction. A parallel repeat waits for the first one to commit and is
 * answered the same.
 * @throws ApiError `idempotency_conflict`
 */
export async function withIdempotencyKey<T>(
  deps: IdempotencyDeps,
  request: IdempotentRequest,
  make: () => Promise<T>,
): Promise<{ answer: T; replayed: boolean }> {
  const find = () => idempotencyRepository(deps.unitOfWork.db).find(request);
  const kept = await find();
  if (kept !== null) return { answer: openStoredAnswer(deps.secrets, request, kept), replayed: true };
  try {
    const answer = await deps.unitOfWork.transaction(async (db) => {
      const made = await make();
      const row = sealAnswer(deps.secrets, request, made);
      // False when a parallel request with the same key committed first: the transaction is rolled back.
      if (!(await idempotencyRepository(db).insert(request, row, deps.clock.now()))) throw new Taken();
      return made;
    });
    return { answer, replayed: false };
  } catch (error) {
    // A rival that committed first may also be why this one was refused: it rotated the secret, or made the last one.
    const rivals = error instanceof Taken || error instanceof ApiError ? await find() : null;
    if (rivals === null) throw error;
    return { answer: openStoredAnswer(deps.secrets, request, rivals), replayed: true };
  }
}

/**
 * Runs a create once per Idempotency-Key. `POST /payments` and renewals keep their answers themselves, in the one
 * statement that writes the payment.
 */
export function createOnce(deps: IdempotencyDeps): Once {
  return async ({ name, input, caller }, make) => {
    const { idempotencyKey: key, storeId } = caller;
    if (key === null || storeId === null) return make();
    // Keys of store creation belong to the person, all others to the store.
    const scope = ownScope(name === "stores.create" ? `${name} ${caller.userId}` : name);
    const request = { storeId, scope, key, requestHash: requestHash(input) };
    const { answer, replayed } = await withIdempotencyKey(deps, request, make);
    return new Answer(answer, { replayed });
  };
}
