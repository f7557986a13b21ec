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

export interface Page {
  limit: number;
  /** Id of the last row of the page before; null = newest. */
  afterId: string | null;
}

export interface LinkRecords {
  /** False when the slug is taken. */
  insert(link: Link): Promise<boolean>;
  /** False when the slug is taken. */
  update(link: Link): Promise<boolean>;
  lock(storeId: string, id: string): Promise<Link | null>;
  get(storeId: string, id: string): Promise<LinkWithFigures | null>;
  bySlug(slug: string): Promise<Link | null>;
  status(storeId: string, id: string): Promise<LinkStatus | null>;
  /** One row more than asked for tells that there is a next page. */
  list(storeId: string, filters: LinkFilters, page: Page): Promise<LinkWithFigures[]>;
  hasPayments(storeId: string, id: string): Promise<boolean>;
  /** What is taken of a limited link at this moment. True for as long as the link is locked. */
  holds(
    storeId: string,
    id: string,
    visitor: { readonly network: string; readonly visitor: string } | null,
    now: number,
  ): Promise<LinkHolds>;
  /** Payments that visitors had made since then, from this link or from none, and that received nothing. */
  unpaidOfVisitors(storeId: string, id: string | null, since: number): Promise<number>;
  remove(storeId: string, id: string): Promise<void>;
}
