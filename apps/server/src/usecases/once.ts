// The same request under the same Idempotency-Key happens once: what it made and the kept answer are one transaction.
import { Refused } from "@kaspa-pay/api-contract";
import type { Clock } from "../ports/clock.ts";
import type { StoredAnswer } from "../ports/records/account-records.ts";
import type { SecretBox } from "../ports/secrets.ts";
import type { UnitOfWork } from "../ports/unit-of-work.ts";

export interface OnceDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly secrets: SecretBox;
}

export interface OnceRequest {
  readonly storeId: string;
  readonly key: string;
  /** Digest of what was asked, and of whom. */
  readonly requestHash: string;
}

const CREATED = 201;

class Taken extends Error {}

/**
 * `make` does all its writing through the unit of work it is given. Answers are kept sealed: some hold a secret that
 * is shown once.
 * @throws Refused `idempotency_conflict`
 */
export async function once<T>(
  deps: OnceDeps,
  request: OnceRequest,
  make: (unitOfWork: UnitOfWork) => Promise<T>,
): Promise<{ answer: T; replayed: boolean }> {
  const { storeId, key, requestHash } = request;
  const { idempotency } = deps.unitOfWork.records;
  const kept = await idempotency.find(storeId, key);
  if (kept !== null) return { answer: replay(deps, request, kept), replayed: true };
  try {
    const answer = await deps.unitOfWork.transaction(async (records) => {
      const made = await make({ records, transaction: (work) => work(records) });
      const sealed = deps.secrets.seal(JSON.stringify(made), placeOf(request));
      const body = Buffer.from(sealed).toString("base64");
      const row = { requestHash, status: CREATED, body };
      // A rival with the same key that committed first makes this false, and undoes what was made here.
      if (!(await records.idempotency.insert(storeId, key, row, deps.clock.now()))) throw new Taken();
      return made;
    });
    return { answer, replayed: false };
  } catch (error) {
    const rivals = error instanceof Taken ? await idempotency.find(storeId, key) : null;
    if (rivals === null) throw error;
    return { answer: replay(deps, request, rivals), replayed: true };
  }
}

const placeOf = ({ storeId, key }: OnceRequest) => ({
  table: "idempotency_keys",
  column: "body",
  rowId: `${storeId} ${key}`,
});

function replay<T>({ secrets }: OnceDeps, request: OnceRequest, kept: StoredAnswer): T {
  if (kept.requestHash !== request.requestHash) {
    throw new Refused(
      "idempotency_conflict",
      "This Idempotency-Key was used with another body: use a fresh one",
    );
  }
  return JSON.parse(secrets.open(Buffer.from(kept.body, "base64"), placeOf(request))) as T;
}
