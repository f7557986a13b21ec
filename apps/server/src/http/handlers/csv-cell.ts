// Cells of a CSV file: quoted as RFC 4180 says, no text that a spreadsheet takes for a formula, decimals as asked.

/** How the lines of one file are written. */
export interface CsvStyle {
  readonly separator: "," | ";";
  readonly decimal: "." | ",";
}

export type CsvValue = string | number | null | Decimal;

/** A number with a point, as the API writes it. */
export interface Decimal {
  readonly decimal: string | null;
}

export const decimal = (text: string | null): Decimal => ({ decimal: text });

/** Countries that write a decimal comma separate cells by `;`. A decimal that is asked for wins. */
export function csvStyle(input: {
  readonly separator?: "," | ";" | undefined;
  readonly decimal?: "." | "," | undefined;
}): CsvStyle {
  const separator = input.separator ?? ",";
  return { separator, decimal: input.decimal ?? (separator === ";" ? "," : ".") };
}

/** White space, and what no eye sees: byte order marks, joiners, controls. */
const UNSEEN = /^[\s\p{C}\p{Z}]+/u;
/** Signs of the minus that are no compatibility forms of it, and are read as one all the same. */
const DASHES = /[\u2010-\u2015\u2212]/u;

/** Whether a spreadsheet may read the text as a formula: it normalises what it is given before it looks. */
function isFormula(text: string): boolean {
  if (/^[\t\r]/.test(text)) return true;
  const [first = ""] = text.replace(UNSEEN, "").normalize("NFKC").replace(UNSEEN, "");
  return /[=+\-@]/.test(first) || DASHES.test(first);
}

export function csvCell(value: CsvValue, { separator, decimal: mark }: CsvStyle): string {
  if (typeof value === "object" && value !== null)
    return quoted((value.decimal ?? "").replace(".", mark), separator);
  const text = value === null ? "" : String(value);
  return quoted(isFormula(text) ? `'${text}` : text, separator);
}

function quoted(text: string, separator: string): string {
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replace(/"/g, '""')}"` : text;
}

export const csvLine = (values: readonly CsvValue[], style: CsvStyle): string =>
  values.map((value) => csvCell(value, style)).join(style.separator);
