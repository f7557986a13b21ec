// The same request under the same Idempotency-Key happens once: the created rows and the stored response commit
// together (docs/spec/api-conventions.md#idempotency).
import type { Clock } from "../ports/clock.ts";
import type { SecretBox } from "../ports/secrets.ts";
import type { UnitOfWork } from "../ports/unit-of-work.ts";
import { type IdempotentRequest, keepAnswer, readKeptAnswer } from "./kept-answer.ts";

export interface OnceDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly secrets: SecretBox;
}

class Taken extends Error {}

/**
 * `make` does all its writing through the unit of work it is given. A parallel repeat waits for the first one to
 * commit and is answered the same.
 * @throws Refused `idempotency_conflict`
 */
export async function once<T>(
  deps: OnceDeps,
  request: IdempotentRequest,
  make: (unitOfWork: UnitOfWork) => Promise<T>,
): Promise<{ answer: T; replayed: boolean }> {
  const { idempotency } = deps.unitOfWork.records;
  const kept = await idempotency.find(request);
  if (kept !== null) return { answer: readKeptAnswer(deps.secrets, request, kept), replayed: true };
  try {
    const answer = await deps.unitOfWork.transaction(async (records) => {
      const made = await make({ records, transaction: (work) => work(records) });
      const row = keepAnswer(deps.secrets, request, made);
      // False when a parallel request with the same key committed first: the transaction is rolled back.
      if (!(await records.idempotency.insert(request, row, deps.clock.now()))) throw new Taken();
      return made;
    });
    return { answer, replayed: false };
  } catch (error) {
    const rivals = error instanceof Taken ? await idempotency.find(request) : null;
    if (rivals === null) throw error;
    return { answer: readKeptAnswer(deps.secrets, request, rivals), replayed: true };
  }
}
