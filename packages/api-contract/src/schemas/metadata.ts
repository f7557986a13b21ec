import * as z from "zod";
import { AmountInput, line } from "./wire.ts";

const MAX_KEYS = 50;
const MAX_BYTES = 8 * 1024;
const MAX_DEPTH = 4;
const MAX_VALUE_CHARS = 500;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);
/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
const HALF_PAIR = /\p{Cs}/u;
const notStorable = (text: string): boolean => text.includes("\0") || HALF_PAIR.test(text);

/**
 * Free data of the merchant: at most 50 keys of at most 40 characters, values of at most 500 characters, 8 KiB as
 * JSON, depth 4. Values are kept as they are.
 */
export const Metadata = z
  .record(z.string().min(1).max(40), z.unknown())
  .superRefine((value, context) => {
    const fault = metadataFault(value);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  })
  .meta({
    id: "MetadataInput",
    description: "At most 50 keys of 40 characters, values of 500 characters, 8 KiB.",
    examples: [{ orderId: "12345" }],
  });

function metadataFault(value: Record<string, unknown>): string | null {
  if (Object.keys(value).length > MAX_KEYS) return `At most ${MAX_KEYS} keys`;
  const fault = valueFault(value, 1);
  if (fault !== null) return fault;
  return new TextEncoder().encode(JSON.stringify(value)).length > MAX_BYTES ? "At most 8 KiB" : null;
}

function valueFault(value: unknown, depth: number): string | null {
  if (typeof value === "string") return textFault(value);
  if (typeof value === "number") return Number.isFinite(value) ? null : "A number must be finite";
  if (value === null || typeof value === "boolean") return null;
  if (typeof value !== "object") return "Only JSON values";
  if (depth > MAX_DEPTH) return `At most ${MAX_DEPTH} levels deep`;
  for (const [key, inner] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key) || notStorable(key)) return `The key "${key.slice(0, 40)}" is not allowed`;
    const fault = valueFault(inner, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}

function textFault(text: string): string | null {
  if (text.length > MAX_VALUE_CHARS) return `Values have at most ${MAX_VALUE_CHARS} characters`;
  return notStorable(text) ? "Text must be valid Unicode without NUL" : null;
}

/** One row of a cart in a request. */
export const ItemInput = z
  .strictObject({
    name: line(200, 1),
    quantity: z.int().min(1).max(1_000_000).default(1),
    price: AmountInput.describe("Price of one, in the payment's currency."),
  })
  .meta({ id: "ItemInput" });

/** The rows of a cart: shown to people, never added up by the server. */
export const ItemsInput = z.array(ItemInput).max(100);

/** One row of a cart in an answer. */
export const Item = z
  .object({ name: z.string(), quantity: z.int(), price: z.string() })
  .meta({ id: "Item", examples: [{ name: "T-Shirt", quantity: 2, price: "15.05" }] });
export type Item = z.output<typeof Item>;
