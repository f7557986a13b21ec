// JSON of the node holds bare integers up to 2^64-1, which JSON.parse rounds silently. One pass over the text finds
// strings first (so that nothing inside them is touched) and then integers of 16 or more digits. Those outside
// ±(2^53-1) become strings that begin with U+0001, and bigint after parsing.

const PREFIX = "\u0001";
/** A raw mark is no JSON; an escaped one (after an even number of backslashes) could forge a number. */
const ESCAPED_PREFIX = /(?<!\\)(?:\\\\)*\\u0001/;
/**
 * First a string, whose closing quote is optional so that a broken text is scanned once and not once per quote; else
 * a long integer that stands as a value of its own, with neither fraction nor exponent.
 */
const STRING_OR_LONG_INTEGER =
  /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|(?<![\d.eE+-])-?[1-9]\d{15,}(?=\s*(?:[,\]}]|$))/g;
const QUOTE = 0x22;

/**
 * The node's own frames hold no backslash, and long integers only as values of fields. Then a word character before
 * `":` proves that the quote closes a name: in valid JSON none stands before an opening quote. What is no valid JSON
 * fails in `JSON.parse` before it gets that far. A long integer anywhere else is left to the full scan.
 * The look-ahead only makes it fast: the engine skips nearly every position by its first two characters.
 */
const LONG_INTEGER = /[:,[](?=[\s\d-])\s*-?[1-9]\d{15,}/g;
const LONG_AT_START = /^\s*-?[1-9]\d{15}/;
const NAME_BEFORE = /\w"$/;
const VALUE_ENDS = /\s*[,}\]]/y;

/**
 * `JSON.parse` that keeps every integer exact: integers outside ±(2^53−1) arrive as `bigint`, all other values as
 * usual. docs/spec/kaspa-protocol.md#lossless-json
 *
 * @throws SyntaxError for text that is not JSON, or that holds the character U+0001
 */
export function parseLossless(text: string): unknown {
  if (text.includes(PREFIX) || (text.includes("\\u0001") && ESCAPED_PREFIX.test(text))) {
    throw new SyntaxError("The text holds the character U+0001.");
  }
  const prepared = prefixFieldValues(text) ?? prefixAnywhere(text);
  const value: unknown = JSON.parse(prepared);
  return prepared.length === text.length ? value : revive(value);
}

/** Null when a long integer may be elsewhere than as a field's value. */
function prefixFieldValues(text: string): string | null {
  if (text.includes("\\") || LONG_AT_START.test(text)) return null;
  let prefixed = "";
  let copied = 0;
  for (const { 0: found, index } of text.matchAll(LONG_INTEGER)) {
    const end = index + found.length;
    if (!NAME_BEFORE.test(text.slice(Math.max(0, index - 2), index)) || found[0] !== ":") return null;
    VALUE_ENDS.lastIndex = end;
    if (!VALUE_ENDS.test(text)) continue;
    const start = end - found.slice(1).trimStart().length;
    prefixed += text.slice(copied, start) + prefixLong(text.slice(start, end));
    copied = end;
  }
  return copied === 0 ? text : prefixed + text.slice(copied);
}

function prefixAnywhere(text: string): string {
  return text.replace(STRING_OR_LONG_INTEGER, (token) =>
    token.charCodeAt(0) === QUOTE ? token : prefixLong(token),
  );
}

function prefixLong(digits: string): string {
  return Number.isSafeInteger(Number(digits)) ? digits : `"\\u0001${digits}"`;
}

/**
 * `JSON.stringify` that writes every `bigint` as bare digits, the form that the node reads.
 *
 * @throws TypeError for a string that holds the character U+0001
 */
export function stringifyLossless(value: unknown): string {
  const text = JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === "bigint") return PREFIX + member;
    if (typeof member === "string" && member.includes(PREFIX)) {
      throw new TypeError("A string holds the character U+0001.");
    }
    return member;
  });
  return text.replace(/"\\u0001(-?\d+)"/g, "$1");
}

/** Replaces marked strings in place, without recursion: the sender decides the nesting depth. */
function revive(root: unknown): unknown {
  const holder = { root };
  const stack: object[] = [holder];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (Array.isArray(node)) {
      for (let at = 0; at < node.length; at++) {
        const member: unknown = node[at];
        if (typeof member === "object" && member !== null) stack.push(member);
        else if (isPrefixed(member)) node[at] = BigInt(member.slice(1));
      }
    } else {
      const fields = node as Record<string, unknown>;
      for (const key in fields) {
        const member = fields[key];
        if (typeof member === "object" && member !== null) stack.push(member);
        else if (isPrefixed(member)) fields[key] = BigInt(member.slice(1));
      }
    }
  }
  return holder.root;
}

function isPrefixed(value: unknown): value is string {
  return typeof value === "string" && value.charCodeAt(0) === 1;
}
