// I11: an acknowledged action has one audit row, a refused one none, and an unanswered one at most one.
import type { AuditCount } from "../ledger.ts";

/** One change of settings or of a payment that somebody asked for. */
export interface StaffAction {
  readonly action: string;
  readonly target: string;
  readonly outcome: "ok" | "fail" | "unknown";
}

export function auditViolations(actions: readonly StaffAction[], audits: readonly AuditCount[]): string[] {
  const noted = new Map(audits.map((audit) => [`${audit.action} ${audit.target}`, audit.times]));
  const names = new Set(actions.map((action) => action.action));
  const asked = new Map<string, { ok: number; unknown: number }>();
  for (const { action, target, outcome } of actions) {
    const counts = asked.get(`${action} ${target}`) ?? { ok: 0, unknown: 0 };
    if (outcome !== "fail") counts[outcome]++;
    asked.set(`${action} ${target}`, counts);
  }
  return [
    ...[...asked].flatMap(([action, { ok, unknown }]) => {
      const times = noted.get(action) ?? 0;
      return times >= ok && times <= ok + unknown
        ? []
        : [`I11 ${action}: noted ${times} times, acknowledged ${ok}, unanswered ${unknown}`];
    }),
    ...audits
      .filter((audit) => names.has(audit.action) && !asked.has(`${audit.action} ${audit.target}`))
      .map((audit) => `I11 ${audit.action} ${audit.target}: noted ${audit.times} times, asked for by nobody`),
  ];
}
