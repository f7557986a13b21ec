import type { LinkFields } from "@kaspa-pay/api-contract";
import type { LinkStatus } from "@kaspa-pay/core";

export interface Link extends LinkFields {
  id: string;
  storeId: string;
  slug: string;
  /** End of the link itself; null = none. */
  expiresAt: number | null;
  createdAt: number;
  updatedAt: number;
}

export interface LinkFigures {
  paymentsCount: number;
  confirmedCount: number;
  confirmedSompi: bigint;
  lastPaidAt: number | null;
}

export interface LinkWithFigures {
  link: Link;
  figures: LinkFigures;
}

/** Payments that use up a link: those with money without end, the others for as long as they may be paid. */
export interface LinkHolds {
  taken: number;
  /** Without money, of this visitor and of the visitor's network. */
  ofVisitor: number;
  ofNetwork: number;
  /** When the first of the network's ends; null without one. */
  firstEndsAt: number | null;
}

export interface LinkFilters {
  status?: LinkStatus | undefined;
  q?: string | undefined;
}
