// Reads answers of price services without ever making a price a float: numbers keep the digits they came with.
import { request } from "undici";
import { SourceBusy } from "../rate-source.ts";

const MAX_ANSWER_BYTES = 256 * 1024;
const MAX_RETRY_AFTER_S = 3_600;

/**
 * Fetches one JSON document from a price source of the operator's choosing, every number as its text. Redirects are not
 * followed.
 * @throws SourceBusy for 429 and 503 that say how long to wait; Error for anything else but a 200 with JSON
 */
export async function readJson(url: URL, signal: AbortSignal): Promise<unknown> {
  const answer = await request(url, {
    signal,
    headers: { accept: "application/json", "user-agent": "kaspa-pay" },
  });
  if (answer.statusCode !== 200) {
    await answer.body.dump({ limit: 16_384, signal });
    throw refusalOf(answer.statusCode, answer.headers["retry-after"]);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error(`sent more than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    return parseExact(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new Error("sent no JSON");
  }
}

function refusalOf(status: number, retryAfter: string | string[] | undefined): Error {
  const text = `answered ${status}`;
  const seconds = /^\d{1,6}$/.test(String(retryAfter)) ? Number(retryAfter) : 0;
  const waits = (status === 429 || status === 503) && seconds > 0;
  return waits ? new SourceBusy(text, Math.min(seconds, MAX_RETRY_AFTER_S) * 1_000) : new Error(text);
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON with each number turned into a string of its own digits. @throws SyntaxError */
export function parseExact(text: string): unknown {
  // Parsed once as it is: quoting the numbers must not turn invalid JSON into valid JSON.
  JSON.parse(text);
  return JSON.parse(
    text.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`)),
  );
}

const PRICE = /^(\d{1,40})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,2}))?$/;
const PLACES = 18;
const MAX_SHOWN_CHARS = 40;

/**
 * A price as plain decimal text with at most 18 places; null where the source has none. An invalid price is passed on
 * unchanged and never repaired; the rate book rejects it.
 */
export function priceText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const match = typeof value === "string" ? PRICE.exec(value) : null;
  if (match === null) return String(value).slice(0, MAX_SHOWN_CHARS);
  const [, whole = "", fraction = "", exponent = "0"] = match;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  const left = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const right = (point <= 0 ? "0".repeat(-point) + digits : digits.slice(point)).slice(0, PLACES);
  return right === "" ? left : `${left}.${right}`;
}

/** Follows property names into parsed JSON; undefined where the path ends early. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let here: unknown = value;
  for (const name of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string | number, unknown>)[name];
  }
  return here;
}

/** One price per currency; what the answer does not hold is left out. @throws Error when it holds none of them */
export function collect(
  currencies: readonly string[],
  pick: (currency: string) => unknown,
): Record<string, string> {
  const rates: Record<string, string> = {};
  for (const currency of currencies) {
    const text = priceText(pick(currency));
    if (text !== null) rates[currency] = text;
  }
  if (currencies.length > 0 && Object.keys(rates).length === 0) throw new Error("named no price");
  return rates;
}
