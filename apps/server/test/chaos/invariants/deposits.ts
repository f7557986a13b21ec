// Deposits after the drain: each output is one deposit with the status that the chain says, and its events tell so.
import { DEPOSIT_MINIMUM_SOMPI } from "../depositors.ts";
import type { DepositRow, Ledger, UnpaidEvent } from "../ledger.ts";

interface DepositEventBody {
  readonly sequence: number;
  readonly data: { readonly deposit: { readonly id: string; readonly status: string } };
}

/** I5, I8 for deposits, and their end state. That their rows are the chain's outputs is I2, with those of payments. */
export function depositViolations({ deposits, depositEvents }: Ledger): string[] {
  const ends = deposits.flatMap((deposit) =>
    endState(deposit).map((fault) => `${fault}: deposit ${deposit.outpoint}`),
  );
  return [...depositEventViolations(deposits, depositEvents), ...ends];
}

export type DepositEventRow = Pick<UnpaidEvent, "type" | "body">;

/** I5, I8: the events of each deposit are numbered, tell its steps once, and the last one tells its status. */
export function depositEventViolations(
  deposits: readonly Omit<DepositRow, "sompi" | "vanished">[],
  events: readonly DepositEventRow[],
): string[] {
  const bodies = events.map(({ type, body }) => ({ type, ...(JSON.parse(body) as DepositEventBody) }));
  return deposits.flatMap((deposit) => {
    const own = bodies
      .filter(({ data }) => data.deposit.id.endsWith(deposit.id.replaceAll("-", "")))
      .toSorted((a, b) => a.sequence - b.sequence);
    const names = own.map(({ type }) => type);
    const faults = [
      ...(own.every(({ sequence }, place) => sequence === place + 1) && own.length === deposit.sequence
        ? []
        : [`I5 numbers ${own.map(({ sequence }) => sequence).join(" ")} of ${deposit.sequence}`]),
      ...(names.filter((name) => name === "deposit.detected").length === 1 && names[0] === "deposit.detected"
        ? []
        : ["I5 not detected once, and first"]),
      ...confirmedTwice(names),
      ...(own.at(-1)?.data.deposit.status === deposit.status
        ? []
        : [`I8 the last event says ${own.at(-1)?.data.deposit.status}, stored is ${deposit.status}`]),
    ];
    return faults.map((fault) => `${fault}: deposit ${deposit.outpoint} [${names.join(" ")}]`);
  });
}

function confirmedTwice(names: readonly UnpaidEvent["type"][]): string[] {
  let confirmed = false;
  for (const name of names) {
    if (name === "deposit.confirmed" && confirmed) return ["I5 confirmed twice without a revert between"];
    if (name === "deposit.confirmed") confirmed = true;
    if (name === "deposit.reverted") confirmed = false;
  }
  return [];
}

/** What is on the chain after the drain is deep. A snapshot may have missed a coin that was swept in its gap. */
function endState({ status, sompi, vanished }: DepositRow): string[] {
  if (status === "reverted" || vanished) return [];
  const allowed = BigInt(sompi) < DEPOSIT_MINIMUM_SOMPI ? "below_minimum" : "confirmed";
  return status === allowed ? [] : [`I8 ${status}, not ${allowed}`];
}
