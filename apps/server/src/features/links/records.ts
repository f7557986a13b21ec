export type LinkStatus = "draft" | "active" | "inactive" | "archived";

export interface LinkItem {
  name: string;
  quantity: number;
  price: string;
}

/** Decimal texts in the link's currency. */
export interface AllowAmount {
  min: string | null;
  max: string | null;
  suggested: readonly string[];
}

export interface Ask {
  name: boolean;
  email: boolean;
  note: boolean;
}

export interface Link {
  id: string;
  storeId: string;
  slug: string;
  title: string;
  description: string | null;
  status: LinkStatus;
  /** Decimal text in `currency`; null when the payer chooses. */
  amount: string | null;
  currency: string;
  expiryMinutes: number;
  successMessage: string | null;
  redirectUrl: string | null;
  cancelUrl: string | null;
  expiresAt: number | null;
  allowAmount: AllowAmount | null;
  ask: Ask;
  items: readonly LinkItem[];
  maxPayments: number | null;
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

/** Payments that use up a link: those with money for ever, the others for as long as they may be paid. */
export interface LinkHolds {
  taken: number;
  /** Without money, of this visitor and of his network. */
  ofVisitor: number;
  ofNetwork: number;
  /** When the first of the network's ends; null without one. */
  firstEndsAt: number | null;
}

export interface LinkFilters {
  status?: LinkStatus | undefined;
  q?: string | undefined;
}
