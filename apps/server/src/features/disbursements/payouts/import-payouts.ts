// Payouts from a CSV file: every row is checked before anything is made. Faults of the form are named
// first; once there are none, those of all values.
import { ApiError, CreatePayout, MAX_IMPORT_ROWS } from "@kaspa-pay/api-contract";
import { parse } from "csv-parse/sync";
import type { Db } from "../../../database/unit-of-work.ts";
import type { ActorContext } from "../../audit/audit.ts";
import { storeOf } from "../../stores/find-store.ts";
import type { Store } from "../../stores/records.ts";
import type { StoredDisbursement } from "../records.ts";
import { type CheckedPayout, type CreatePayoutDeps, checkPayout, writePayouts } from "./create-payout.ts";

const COLUMNS: Readonly<Record<string, keyof CreatePayout>> = {
  address: "recipientAddress",
  amount: "amount",
  currency: "currency",
  orderid: "orderId",
  description: "description",
};

interface Issue {
  path: string;
  message: string;
}

/** @throws ApiError `validation_error` with an issue for each fault, named by its row (the header is row 1) */
export function createImportPayouts(deps: CreatePayoutDeps) {
  return async (storeId: string, actor: ActorContext, csv: string): Promise<StoredDisbursement[]> => {
    const rows = readRows(csv);
    const made = await deps.unitOfWork.transaction(async (db) => {
      const store = await storeOf(db, storeId);
      return writePayouts(deps, db, store, actor, await checkRows(deps, db, store, rows));
    });
    deps.bus.publish({ topic: "deliveries" });
    return made;
  };
}

/** The header decides: with semicolons, a comma may be a decimal comma, which is refused as an amount. */
function delimiterOf(csv: string): string {
  const [header = ""] = csv.split("\n");
  return [";", "\t"].find((sign) => header.includes(sign)) ?? ",";
}

type Row = Readonly<Record<string, string>>;

function readRows(csv: string): Row[] {
  let lines: string[][];
  try {
    lines = parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (error) {
    throw refusal([{ path: "csv", message: `Not readable as CSV: ${(error as Error).message}` }]);
  }
  const [header = [], ...rest] = lines;
  const names = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ""));
  const issues: Issue[] = names.flatMap((name, at) =>
    COLUMNS[name] === undefined ? [{ path: "csv.row 1", message: `Unknown column "${header[at]}"` }] : [],
  );
  names.forEach((name, at) => {
    if (names.indexOf(name) !== at)
      issues.push({ path: "csv.row 1", message: `The column "${header[at]}" is there twice` });
  });
  for (const needed of ["address", "amount"]) {
    if (!names.includes(needed))
      issues.push({ path: "csv.row 1", message: `The column "${needed}" is missing` });
  }
  if (issues.length === 0 && rest.length === 0) issues.push({ path: "csv", message: "The file has no rows" });
  if (rest.length > MAX_IMPORT_ROWS)
    issues.push({
      path: "csv",
      message: `The file has ${rest.length} rows, at most ${MAX_IMPORT_ROWS} are allowed`,
    });
  rest.forEach((cells, index) => {
    if (cells.length !== names.length)
      issues.push({
        path: `csv.row ${index + 2}`,
        message: `${cells.length} cells, the header has ${names.length}`,
      });
  });
  if (issues.length > 0) throw refusal(issues);
  return rest.map((cells) =>
    Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]).filter(([, cell]) => cell !== "")),
  );
}

async function checkRows(
  deps: CreatePayoutDeps,
  db: Db,
  store: Store,
  rows: readonly Row[],
): Promise<CheckedPayout[]> {
  const checked: CheckedPayout[] = [];
  const issues: Issue[] = [];
  for (const [index, row] of rows.entries()) {
    const at = `csv.row ${index + 2}`;
    const given = Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [COLUMNS[name] ?? name, cell]),
    );
    const parsed = CreatePayout.safeParse(given);
    if (!parsed.success) {
      issues.push(
        ...parsed.error.issues.map(({ path, message }) => ({ path: `${at}.${columnOf(path[0])}`, message })),
      );
      continue;
    }
    try {
      checked.push(await checkPayout(deps, db, store, parsed.data));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      issues.push({ path: `${at}.${columnOf(error.param ?? "amount")}`, message: error.message });
    }
  }
  if (issues.length > 0) throw refusal(issues);
  return checked;
}

const columnOf = (field: unknown): string =>
  Object.entries(COLUMNS).find(([, name]) => name === field)?.[0] ?? String(field ?? "");

/** Nothing was made. */
function refusal(issues: readonly Issue[]): ApiError {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more, see issues)` : "";
  return new ApiError("validation_error", `Nothing was imported. ${first?.path}: ${first?.message}${more}`, {
    param: "csv",
    issues: [...issues],
  });
}
