import { BarChart3, Code2, CreditCard, LifeBuoy, Link2, type LucideIcon, Settings2 } from "lucide-react";
import type { Right } from "../../../shared/permissions.ts";
import { shellWords as w } from "../messages.ts";

export interface NavEntry {
  readonly to:
    | "/s/$storeId"
    | "/s/$storeId/payments"
    | "/s/$storeId/unmatched"
    | "/s/$storeId/links"
    | "/s/$storeId/developers"
    | "/s/$storeId/settings"
    | "/s/$storeId/audit";
  readonly label: string;
  readonly icon: LucideIcon;
  readonly right: Right;
  readonly exact?: boolean;
}

export const navEntries: readonly NavEntry[] = [
  { to: "/s/$storeId", label: w.overview, icon: BarChart3, right: "payments", exact: true },
  { to: "/s/$storeId/payments", label: w.payments, icon: CreditCard, right: "payments" },
  { to: "/s/$storeId/links", label: w.links, icon: Link2, right: "links" },
  { to: "/s/$storeId/unmatched", label: w.unmatched, icon: LifeBuoy, right: "unmatched" },
  { to: "/s/$storeId/developers", label: w.developers, icon: Code2, right: "developers" },
  { to: "/s/$storeId/settings", label: w.settings, icon: Settings2, right: "settings" },
];
