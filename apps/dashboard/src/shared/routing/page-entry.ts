// What a route says about its page, beside its path: the navigation and the check of permissions read it.
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { Permission } from "../permissions.ts";

export interface MenuEntry {
  readonly label: string;
  readonly icon: LucideIcon;
  /** `main`: beside every page. `account`: behind the person's initial. */
  readonly menu: "main" | "account";
  /** Marked as current on this page alone, not on the pages below its path. */
  readonly exact?: boolean;
  /** Last parts of the addresses of other pages on which it is marked as current too. */
  readonly also?: readonly string[];
  /** Drawn beside the label: a count of what needs attention. */
  readonly badge?: ComponentType<{ readonly className?: string }>;
  /** Shown to the administrators of the server only. */
  readonly serverAdmin?: boolean;
}

export interface PageEntry {
  /** Who may open the page and sees its entry; others read which permission is missing. */
  readonly permission?: Permission;
  readonly entry?: MenuEntry;
  /** Label of the page in the row of pages of its area. */
  readonly tab?: string;
}

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption extends PageEntry {}
}
