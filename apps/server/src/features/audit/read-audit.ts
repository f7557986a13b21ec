// What the dashboard and the account page read of the audit log.
import type { Db } from "../../database/unit-of-work.ts";
import { auditRepository } from "./repository.ts";

type AuditLog = ReturnType<typeof auditRepository>;

/** Rows of a store. */
export const listAudit = (db: Db, ...query: Parameters<AuditLog["list"]>): ReturnType<AuditLog["list"]> =>
  auditRepository(db).list(...query);

/** Rows of a person's own security. */
export const listPersonalAudit = (
  db: Db,
  ...query: Parameters<AuditLog["listPersonal"]>
): ReturnType<AuditLog["listPersonal"]> => auditRepository(db).listPersonal(...query);
