import { Answer, type Once } from "@kaspa-pay/api-contract/router";
import { requestHash } from "./request-hash.ts";
import { ownScope } from "./scope.ts";
import { type IdempotencyDeps, withIdempotencyKey } from "./with-idempotency-key.ts";

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
