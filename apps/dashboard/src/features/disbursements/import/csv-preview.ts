// A first look at a CSV file of payouts, for the count and the sums: the server checks every row by itself.
import { formatDecimal, isFiatCurrency, minorDigitsOf, parseDecimal } from "@kaspa-pay/core";

export interface CsvPreview {
  /** Rows below the header. */
  readonly rows: number;
  /** Of each currency, in the order of the file, as decimal text. */
  readonly sums: readonly { readonly currency: string; readonly amount: string }[];
  /** Rows whose amount or currency cannot be read here. */
  readonly unread: number;
  /** Columns that every file needs and this one lacks. */
  readonly missing: readonly string[];
}

const NEEDED = ["address", "amount"] as const;

/** Null for a text without any line. */
export function previewCsv(text: string): CsvPreview | null {
  const [header, ...rows] = readCsv(text);
  if (header === undefined) return null;
  // Named as the server reads them: `Order ID` is `orderid`.
  const names = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ""));
  const missing = NEEDED.filter((name) => !names.includes(name));
  const [amountAt, currencyAt] = [names.indexOf("amount"), names.indexOf("currency")];
  const sums = new Map<string, bigint>();
  let unread = 0;
  for (const row of rows) {
    const currency = (row[currencyAt] || "KAS").toUpperCase();
    const amount = unitsOf(row[amountAt] ?? "", currency);
    if (amount === null) unread += 1;
    else sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  }
  return {
    rows: rows.length,
    sums: [...sums].map(([currency, units]) => ({
      currency,
      amount: formatDecimal(units, digitsOf(currency) ?? 0),
    })),
    unread: missing.includes("amount") ? 0 : unread,
    missing,
  };
}

function digitsOf(currency: string): number | null {
  if (currency === "KAS") return 8;
  return isFiatCurrency(currency) ? minorDigitsOf(currency) : null;
}

function unitsOf(typed: string, currency: string): bigint | null {
  const digits = digitsOf(currency);
  if (digits === null) return null;
  try {
    return parseDecimal(typed, digits);
  } catch {
    return null;
  }
}

/** Lines of cells: comma, semicolon or tab between them, quotes around them, doubled inside. Empty lines are left out. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.some((each) => each !== "")) rows.push(row);
    row = [];
  };
  const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  // As the server decides it: by the header.
  const [header = ""] = plain.split("\n");
  const separator = [";", "\t"].find((sign) => header.includes(sign)) ?? ",";
  for (let at = 0; at < plain.length; at++) {
    const sign = plain.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (plain.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"' && cell.trim() === "") {
      cell = "";
      quoted = true;
    } else if (sign === "\n") endRow();
    else if (sign === separator) endCell();
    else cell += sign;
  }
  endRow();
  return rows;
}
