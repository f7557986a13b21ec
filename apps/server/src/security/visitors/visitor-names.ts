import type { KeyedDigests } from "../secrets.ts";
import { networkPrefix } from "./network-prefix.ts";
import type { Visitor } from "./visitor-budget.ts";

/** What a visitor is known by again: keyed digests, so that no address is kept with a payment. */
export interface VisitorNames {
  /** Everybody of one network. */
  readonly network: string;
  /** This visitor, as far as it can be identified: the account, or network, browser and page. */
  readonly visitor: string;
}

export function visitorNames(digests: Pick<KeyedDigests, "visitor">, visitor: Visitor): VisitorNames {
  const network = networkPrefix(visitor.ip, "slow");
  const one = visitor.account ?? [networkPrefix(visitor.ip), visitor.userAgent, visitor.origin];
  return {
    network: digests.visitor(JSON.stringify(["network", network])),
    visitor: digests.visitor(JSON.stringify(["visitor", one])),
  };
}
