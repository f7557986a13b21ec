import { ROLES, type Role } from "@kaspa-pay/core";

/** What a menu entry or a page needs. The server decides; this only hides entries that would be refused. */
export type Permission =
  | "payments"
  | "unmatched"
  | "links"
  | "editLinks"
  | "deposits"
  | "editDeposits"
  | "disbursements"
  | "disburse"
  | "developers"
  | "settings"
  | "wallet"
  | "audit";

const ALLOWED: Record<Permission, readonly Role[]> = {
  payments: ROLES,
  unmatched: ["owner", "manager", "accountant"],
  links: ROLES,
  editLinks: ["owner", "manager"],
  deposits: ROLES,
  editDeposits: ["owner", "manager"],
  disbursements: ["owner", "manager", "accountant"],
  disburse: ["owner", "manager"],
  developers: ["owner", "developer"],
  settings: ["owner", "manager"],
  wallet: ["owner"],
  audit: ["owner"],
};

export function mayUse(role: Role, permission: Permission): boolean {
  return ALLOWED[permission].includes(role);
}
