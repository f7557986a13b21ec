// The addresses of a wallet as lines of CSV, to find money that a wallet does not show.
import { ApiError } from "@kaspa-pay/api-contract";
import { requireScope } from "@kaspa-pay/api-contract/router";
import { sompiToKas } from "@kaspa-pay/core";
import type { AddressRows } from "../../http/deps.ts";
import { type CsvValue, csvLine, csvStyle, decimal } from "../../runtime/csv-cell.ts";
import { actorContextOf, isoOrNull, storeIdOf } from "../caller.ts";
import type { ExportAddresses } from "./export-addresses.ts";

const COLUMNS = [
  ...[
    "index",
    "path below the account",
    "address",
    "state",
    "came on chain KAS",
    "came on chain sompi",
    "transfers",
  ],
  ...["payments", "last payment", "last status", "first given UTC", "last given UTC", "first paid UTC"],
];
const MAY_EXPORT = new Set(["owner", "manager"]);

/**
 * Keys need `settings:read` and `reports:read`; people are owner or manager, because the list shows all income.
 */
export function createAddressRows({ exportAddresses }: { exportAddresses: ExportAddresses }): AddressRows {
  return async function* rows(input, caller) {
    requireScope(caller, "settings:read");
    requireScope(caller, "reports:read");
    if (caller.kind === "user" && !MAY_EXPORT.has(caller.role ?? "")) {
      throw new ApiError("forbidden", "Only owners and managers can download the addresses of a wallet");
    }
    const style = csvStyle(input);
    const line = (values: readonly CsvValue[]) => csvLine(values, style);
    const lines = exportAddresses(storeIdOf(caller), input.wallet ?? null, actorContextOf(caller));
    let next = await lines.next();
    yield line(COLUMNS);
    for (; !next.done; next = await lines.next()) {
      const entry = next.value;
      yield line([
        entry.index,
        entry.index === null ? null : `0/${entry.index}`,
        entry.address,
        entry.state,
        decimal(sompiToKas(entry.receivedSompi)),
        entry.receivedSompi.toString(),
        entry.transfers,
        entry.payments,
        entry.lastPaymentId,
        entry.lastStatus,
        isoOrNull(entry.firstGivenAt),
        isoOrNull(entry.lastGivenAt),
        isoOrNull(entry.firstPaidAt),
      ]);
    }
  };
}
