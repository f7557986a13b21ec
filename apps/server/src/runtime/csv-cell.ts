// Cells of a CSV file: quoted as RFC 4180 says, guarded against formulas, with the chosen decimal mark.

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

/** Countries with a decimal comma separate cells by `;`. An explicit `decimal` wins. */
export function csvStyle(input: {
  readonly separator?: "," | ";" | undefined;
  readonly decimal?: "." | "," | undefined;
}): CsvStyle {
  const separator = input.separator ?? ",";
  return { separator, decimal: input.decimal ?? (separator === ";" ? "," : ".") };
}

/** White space and invisible characters: byte order marks, joiners, controls. */
const UNSEEN = /^[\s\p{C}\p{Z}]+/u;
/** Minus signs that NFKC does not turn into `-` and spreadsheets still read as one. */
const DASHES = /[\u2010-\u2015\u2212]/u;

/** Whether a spreadsheet may read the text as a formula: it normalises text before it decides. */
function isFormula(text: string): boolean {
  if (/^[\t\r]/.test(text)) return true;
  const [first = ""] = text.replace(UNSEEN, "").normalize("NFKC").replace(UNSEEN, "");
  return /[=+\-@]/.test(first) || DASHES.test(first);
}

export function csvCell(value: CsvValue, { separator, decimal: decimalSign }: CsvStyle): string {
  if (typeof value === "object" && value !== null)
    return quoted((value.decimal ?? "").replace(".", decimalSign), separator);
  const text = value === null ? "" : String(value);
  return quoted(isFormula(text) ? `'${text}` : text, separator);
}

function quoted(text: string, separator: string): string {
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replace(/"/g, '""')}"` : text;
}

export const csvLine = (values: readonly CsvValue[], style: CsvStyle): string =>
  values.map((value) => csvCell(value, style)).join(style.separator);
