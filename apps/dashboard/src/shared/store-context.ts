import type { Me, StoreSummary } from "@kaspa-pay/api-contract";
import { createContext, useContext } from "react";

export const StoreContext = createContext<StoreSummary | null>(null);
export const MeContext = createContext<Me | null>(null);

/** The store on screen. */
export function useStore(): StoreSummary {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("useStore outside a store's pages");
  return store;
}

/** The signed-in person. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error("useMe outside the signed-in pages");
  return me;
}

/** Money without value: simnet and the testnets. */
export function isTest(store: Pick<StoreSummary, "livemode">): boolean {
  return !store.livemode;
}
