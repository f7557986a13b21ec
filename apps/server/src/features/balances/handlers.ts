import type { BalanceHandlers } from "@kaspa-pay/api-contract/router";
import { storeIdOf } from "../caller.ts";
import { type BalanceDeps, createReadBalance } from "./read-balance.ts";

export function createBalanceHandlers(deps: BalanceDeps): BalanceHandlers {
  const read = createReadBalance(deps);
  return { get: async (caller) => ({ data: [await read(storeIdOf(caller))] }) };
}
