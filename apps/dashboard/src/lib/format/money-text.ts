// Amounts are decimal text from the API to the screen: Intl groups the text itself, without a float in between.

/** What a `<Money>` shows. */
export interface MoneyText {
  readonly text: string;
  readonly unit: string;
}

const formats = new Map<string, Intl.NumberFormat>();

function format(minimum: number, maximum: number): Intl.NumberFormat {
  const key = `${minimum}:${maximum}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(undefined, {
    minimumFractionDigits: minimum,
    maximumFractionDigits: maximum,
  });
  formats.set(key, made);
  return made;
}

/** Decimal text, grouped for the reader: `"1250.50000000"` with at most 4 places is `1,250.5`. */
export function groupDecimal(decimal: string, places: number, minimum = 0): string {
  if (!/^-?[0-9]+(\.[0-9]+)?$/.test(decimal)) return decimal;
  return format(minimum, places).format(decimal as `${number}`);
}

/** KAS for lists: up to 4 places. A sum that would be shown as zero keeps all its places. */
export function kas(decimal: string | null): MoneyText {
  if (decimal === null) return { text: "any", unit: "KAS" };
  const tiny = /^-?0(\.0{4}[0-9]*[1-9][0-9]*)$/.test(decimal);
  return { text: groupDecimal(decimal, tiny ? 8 : 4), unit: "KAS" };
}

/** KAS for detail views, without trailing zeros. */
export function kasExact(decimal: string | null): MoneyText {
  return decimal === null ? { text: "any", unit: "KAS" } : { text: groupDecimal(decimal, 8), unit: "KAS" };
}

/** Fiat with the digits the server sent. */
export function fiat(decimal: string, currency: string): MoneyText {
  const places = decimal.split(".")[1]?.length ?? 0;
  return { text: groupDecimal(decimal, places, places), unit: currency };
}

/** A sum in any currency: KAS as {@link kasExact}, fiat with its own digits. */
export function money(decimal: string | null, currency: string): MoneyText {
  return currency === "KAS" || decimal === null ? kasExact(decimal) : fiat(decimal, currency);
}

/** One line: `1,250.5 KAS`. */
export function moneyLine({ text, unit }: MoneyText): string {
  return `${text} ${unit}`;
}

/** Typed text as plain decimal text: a comma becomes a point, blanks are removed, nothing is rounded. */
export function typedAmount(typed: string): string {
  const text = typed.replace(/[\s'’_]/g, "");
  return /^[0-9]*,[0-9]*$/.test(text) ? text.replace(",", ".") : text;
}

/** A counter for a badge or a tab: `10 000+` above ten thousand. */
export function count(value: number): string {
  return value > 10_000 ? `${groupDecimal("10000", 0)}+` : groupDecimal(String(value), 0);
}

/** A change in percent against the value before: `+12 %`; null when there is nothing to compare with. */
export function change(now: number, before: number): { text: string; good: boolean | null } | null {
  if (before === 0) return null;
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return { text: "±0 %", good: null };
  return { text: `${percent > 0 ? "+" : "−"}${Math.abs(percent)} %`, good: percent > 0 };
}
