// Reads the bytes of a JSON body and refuses what a plain JSON.parse would silently change: bytes that are no UTF-8, a
// key that stands twice, and numbers with more digits than a double keeps.

import { tokenize } from "@humanwhocodes/momoa";
import { ApiError } from "@kaspa-pay/api-contract";

/** Deepest nesting anything in the contract needs, plus one level for a tRPC batch. */
const MAX_DEPTH = 8;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/** @throws ApiError `invalid_request`, with the path of the field at fault where there is one */
export function readJson(bytes: Uint8Array): unknown {
  const text = decoded(bytes);
  const value = parsed(text);
  // Depth is checked first: the next step recurses.
  assertKeysAndDepth(value);
  assertSameMeaning(text);
  return value;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError("invalid_request", "The body is not UTF-8 text: send JSON in UTF-8");
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("invalid_request", "The body is not valid JSON");
  }
}

const joined = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

/** Walks the parsed body without recursion, so that a hostile depth is harmless. */
function assertKeysAndDepth(body: unknown): void {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: body, path: "", depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    if (depth >= MAX_DEPTH)
      throw new ApiError("invalid_request", `The body is nested deeper than ${MAX_DEPTH}`);
    for (const key of Object.keys(value)) {
      const at = joined(path, key);
      if (FORBIDDEN_KEYS.has(key)) throw fault(at, `Unknown field "${at.slice(0, 100)}"`);
      open.push({ value: (value as Record<string, unknown>)[key], path: at, depth: depth + 1 });
    }
  }
}

/** One open object or array of the text. */
interface Frame {
  /** Keys so far; null in an array. */
  readonly keys: Set<string> | null;
  readonly path: string;
  /** The key, or the index, whose value comes next. */
  at: string;
  expectsKey: boolean;
}

/** The text is valid JSON: this finds only what JSON.parse would drop or round. */
function assertSameMeaning(text: string): void {
  const frames: Frame[] = [];
  for (const { type, loc } of tokenize(text, { mode: "json" })) {
    const top = frames.at(-1);
    const here = top === undefined ? "" : joined(top.path, top.at);
    if (type === "LBrace") frames.push({ keys: new Set(), path: here, at: "", expectsKey: true });
    else if (type === "LBracket") frames.push({ keys: null, path: here, at: "0", expectsKey: false });
    else if (type === "RBrace" || type === "RBracket") frames.pop();
    else if (type === "Comma" && top !== undefined) goOn(top);
    else if (type === "String" && top?.expectsKey) {
      addKey(top, JSON.parse(text.slice(loc.start.offset, loc.end.offset)) as string);
    } else if (type === "Number" && !keepsItsDigits(text.slice(loc.start.offset, loc.end.offset))) {
      throw fault(here, `${here}: this number has more digits than JSON numbers keep: send it as a string`);
    }
  }
}

function goOn(frame: Frame): void {
  if (frame.keys === null) frame.at = String(Number(frame.at) + 1);
  else frame.expectsKey = true;
}

function addKey(frame: Frame, key: string): void {
  const path = joined(frame.path, key);
  if (frame.keys?.has(key)) throw fault(path, `The field "${path.slice(0, 100)}" stands twice`);
  frame.keys?.add(key);
  frame.at = key;
  frame.expectsKey = false;
}

/** Whether the double that is read prints the same decimal value again. */
export function keepsItsDigits(text: string): boolean {
  const value = Number(text);
  return Number.isFinite(value) && canonical(text) === canonical(String(value));
}

/** Digits without leading and trailing zeros, and the power of ten of the last one. */
function canonical(text: string): string {
  const [mantissa = "", exponent = "0"] = text.replace(/^-/, "").toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  if (kept === "") return "0";
  return `${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}

function fault(path: string, message: string): ApiError {
  return new ApiError("invalid_request", message, { param: path.slice(0, 200), issues: [{ path, message }] });
}
