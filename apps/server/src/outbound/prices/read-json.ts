import { request } from "undici";

const MAX_ANSWER_BYTES = 256 * 1024;

/** Fetches one JSON document from a price source of the operator's choosing. Rejects for anything but a 200. */
export async function readJson(url: URL, signal: AbortSignal): Promise<unknown> {
  const answer = await request(url, {
    signal,
    headers: { accept: "application/json", "user-agent": "kaspa-pay" },
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error(`${url.host} sent more than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  if (answer.statusCode !== 200) throw new Error(`${url.host} answered ${answer.statusCode}`);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

/** A price as plain decimal text; null for what is no positive finite number. Never an exponent. */
export function decimalText(value: unknown): string | null {
  const number = typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number) || number <= 0) return null;
  const text = typeof value === "string" ? value : String(number);
  return text.includes("e") ? number.toFixed(18).replace(/\.?0+$/, "") : text;
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

/** Picks one price per currency and leaves out what the answer does not hold. */
export function collect(
  currencies: readonly string[],
  pick: (currency: string) => unknown,
): Record<string, string> {
  const rates: Record<string, string> = {};
  for (const currency of currencies) {
    const text = decimalText(pick(currency));
    if (text !== null) rates[currency] = text;
  }
  return rates;
}
