import { type Role, type Scope, scopes } from "@kaspa-pay/api-contract";

const READS = scopes.filter((scope) => scope.endsWith(":read"));

/** What each role may do in a store: the fixed matrix behind every signed-in call. */
const RIGHTS: Readonly<Record<Role, readonly Scope[]>> = {
  owner: scopes,
  manager: scopes.filter((scope) => !scope.startsWith("webhooks:w")),
  accountant: [...READS, "payments:write"],
  cashier: ["payments:read", "payments:write", "links:read"],
  developer: [...READS, "payments:write", "links:write", "webhooks:write"],
  viewer: READS,
};

export const scopesOf = (role: Role): readonly Scope[] => RIGHTS[role];
