import type { EventRow, Ledger } from "../ledger.ts";

/**
 * I5: sequences without gaps from 1, one creation, `payment.confirmed` again only after `payment.reverted`, and for each
 * transfer as many acceptances as reverts, plus one while it is live.
 */
export function eventViolations({
  events,
  payments,
  transfers,
}: Pick<Ledger, "events" | "payments" | "transfers">): string[] {
  const live = new Set(
    transfers
      .filter((row) => row.matched && (row.status === "accepted" || row.status === "confirmed"))
      .map((row) => row.outpoint),
  );
  return payments.flatMap((payment) => {
    const own = events.filter((event) => event.payment === payment.id);
    return [
      ...gaps(own, payment.sequence),
      ...confirmations(own),
      ...acceptances(own, live),
      ...lastWord(own, payment.status),
    ].map((text) => `I5 ${payment.key}: ${text} [${own.map((event) => event.type).join(" ")}]`);
  });
}

function gaps(own: readonly EventRow[], last: number): string[] {
  const broken = own.some((event, index) => event.sequence !== index + 1) || own.length !== last;
  const created = own.filter((event) => event.type === "payment.created").length;
  return [
    ...(broken ? [`numbers ${own.map((event) => event.sequence).join(" ")} of ${last}`] : []),
    ...(created === 1 && own[0]?.type === "payment.created" ? [] : [`${created} creations`]),
  ];
}

function confirmations(own: readonly EventRow[]): string[] {
  let confirmed = false;
  let doubled = false;
  for (const { type } of own) {
    if (type === "payment.reverted") confirmed = false;
    if (type !== "payment.confirmed") continue;
    doubled ||= confirmed;
    confirmed = true;
  }
  return doubled ? ["confirmed twice without a revert between"] : [];
}

interface TransferEvent {
  readonly data: {
    readonly transfer?: { readonly txId: string; readonly index: number };
    readonly detail?: { readonly reaccepted?: boolean };
  };
}

function acceptances(own: readonly EventRow[], live: ReadonlySet<string>): string[] {
  const balance = new Map<string, number>();
  for (const { type, body } of own) {
    const { transfer, detail } = (JSON.parse(body) as TransferEvent).data;
    if (transfer === undefined) continue;
    const outpoint = `${transfer.txId}:${transfer.index}`;
    const step =
      type === "transfer.accepted" ? 1 : type === "transfer.reverted" && detail?.reaccepted !== true ? -1 : 0;
    const now = (balance.get(outpoint) ?? 0) + step;
    balance.set(outpoint, now);
    if (now < 0 || now > 1) return [`${type} of ${outpoint} out of turn`];
  }
  return [...balance]
    .filter(([outpoint, count]) => count !== (live.has(outpoint) ? 1 : 0))
    .map(([outpoint, count]) => `${outpoint} has ${count} acceptances at once`);
}

/** I8: the newest event has the stored status. */
function lastWord(own: readonly EventRow[], status: string): string[] {
  const last = own.at(-1);
  if (last === undefined) return ["no event at all"];
  const inEvent = (JSON.parse(last.body) as { data: { payment: { status: string } } }).data.payment.status;
  return inEvent === status ? [] : [`the last event says ${inEvent}, stored is ${status}`];
}
