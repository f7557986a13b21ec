/** What a receipt is made of. */
export type Canonical = string | readonly Canonical[] | { readonly [name: string]: Canonical | undefined };

/**
 * Canonical JSON (RFC 8785) of texts, lists and objects: names in the order of their UTF-16 units, no blanks. There are
 * no numbers in it, which are the hard part of the standard and differ between languages.
 */
export function canonicalJson(value: Canonical): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value).flatMap(([name, inner]) =>
    inner === undefined ? [] : [{ name, inner }],
  );
  const sorted = members.sort((a, b) => (a.name < b.name ? -1 : 1));
  return `{${sorted.map(({ name, inner }) => `${JSON.stringify(name)}:${canonicalJson(inner)}`).join(",")}}`;
}

const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value);
