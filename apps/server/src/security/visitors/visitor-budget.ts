import type { KeyedDigests } from "../secrets.ts";
import { networkPrefix } from "./network-prefix.ts";

/** Somebody who wants a payment made in a store that they do not act for: a payer, or a caller of another store. */
export interface Visitor {
  /** Address of the client, as the socket or a trusted proxy says. */
  readonly ip: string;
  readonly userAgent: string | null;
  /** `Origin` header of the page; null when absent. */
  readonly origin: string | null;
  /** Id of the user or API key of another store; null without proof of identity. */
  readonly account: string | null;
}

/** Where a payment is made. */
export interface PaymentOrigin {
  readonly storeId: string;
  /** Null for a payment that comes from no link. */
  readonly linkId: string | null;
}

/** What one new payment costs, held until it is known whether the payment was made. */
export interface TakenBudget {
  made(): void;
  /** No payment was made: nothing was spent. */
  giveBack(): Promise<void>;
}

/** How many payments visitors may have made, counted once for all routes. */
export interface VisitorBudget {
  /** @throws ApiError `rate_limited` with the seconds to wait */
  take(origin: PaymentOrigin, visitor: Visitor): Promise<TakenBudget>;
}

/** What a visitor is known by again: keyed digests, so that no address is kept with a payment. */
export interface VisitorNames {
  /** Everybody of one network. */
  readonly network: string;
  /** This visitor, as far as it can be identified: the account, or network, browser and page. */
  readonly visitor: string;
}

export function visitorNames(digests: Pick<KeyedDigests, "visitor">, visitor: Visitor): VisitorNames {
  const network = networkPrefix(visitor.ip, "slow");
  const identity = visitor.account ?? [networkPrefix(visitor.ip), visitor.userAgent, visitor.origin];
  return {
    network: digests.visitor(JSON.stringify(["network", network])),
    visitor: digests.visitor(JSON.stringify(["visitor", identity])),
  };
}
