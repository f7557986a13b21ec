// I11: an acknowledged action has one audit row, a refused one none, and an unanswered one at most one.
import type { AuditCount } from "../ledger.ts";

/** One change of settings or of a payment that somebody asked for. */
export interface Deed {
  readonly action: string;
  readonly target: string;
  readonly outcome: "ok" | "fail" | "unknown";
}

export function auditViolations(deeds: readonly Deed[], audits: readonly AuditCount[]): string[] {
  const noted = new Map(audits.map((one) => [`${one.action} ${one.target}`, one.times]));
  const names = new Set(deeds.map((one) => one.action));
  const asked = new Map<string, { ok: number; unknown: number }>();
  for (const { action, target, outcome } of deeds) {
    const counts = asked.get(`${action} ${target}`) ?? { ok: 0, unknown: 0 };
    if (outcome !== "fail") counts[outcome]++;
    asked.set(`${action} ${target}`, counts);
  }
  return [
    ...[...asked].flatMap(([deed, { ok, unknown }]) => {
      const times = noted.get(deed) ?? 0;
      return times >= ok && times <= ok + unknown
        ? []
        : [`I11 ${deed}: noted ${times} times, acknowledged ${ok}, unanswered ${unknown}`];
    }),
    ...audits
      .filter((one) => names.has(one.action) && !asked.has(`${one.action} ${one.target}`))
      .map((one) => `I11 ${one.action} ${one.target}: noted ${one.times} times, asked for by nobody`),
  ];
}
