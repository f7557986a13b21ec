import type { StoreSummary } from "@kaspa-pay/api-contract";

type Role = StoreSummary["role"];

/** What a menu entry or a page needs. The server decides; this only hides entries that would be refused. */
export type Permission =
  | "payments"
  | "unmatched"
  | "links"
  | "editLinks"
  | "developers"
  | "settings"
  | "wallet"
  | "audit";

const ROLES: Record<Permission, readonly Role[]> = {
  payments: ["owner", "manager", "accountant", "cashier", "developer", "viewer"],
  unmatched: ["owner", "manager", "accountant"],
  links: ["owner", "manager", "accountant", "cashier", "developer", "viewer"],
  editLinks: ["owner", "manager"],
  developers: ["owner", "developer"],
  settings: ["owner", "manager"],
  wallet: ["owner"],
  audit: ["owner"],
};

export function mayUse(role: Role, permission: Permission): boolean {
  return ROLES[permission].includes(role);
}
