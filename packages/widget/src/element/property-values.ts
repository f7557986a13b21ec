// How a property of the element reads any value. An attribute is always text; a property gets whatever the page or its
// framework has. None of it may throw, and nonsense means "not given".

/** A bare attribute (`true` in React) is the empty text, as in HTML; `false` is no attribute. */
export function text(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return value === true ? "" : null;
}

/** One of the words; the first one is the default. */
export const oneOf =
  (first: string, ...others: readonly string[]) =>
  (value: unknown): string =>
    others.find((word) => word === value) ?? first;

/** A number above zero. */
export function positive(value: unknown): number | null {
  const number = typeof value === "string" || typeof value === "number" ? Number(value) : 0;
  return number > 0 && number < Number.POSITIVE_INFINITY ? number : null;
}

/** Any text means true, also the empty one: that is how a bare attribute arrives. */
export const flag = (value: unknown): boolean => value === "" || Boolean(value);

export const object = (value: unknown): object | null =>
  typeof value === "object" && !Array.isArray(value) ? value : null;
