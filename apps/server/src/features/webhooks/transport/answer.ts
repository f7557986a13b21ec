import type { Readable } from "node:stream";

/** Reads at most `limit` bytes and drops the rest unread. Nothing is decompressed. */
export async function readLimited(body: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, limit - size);
    chunks.push(part);
    size += part.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks, size);
}

/** The start of an answer as text that a database and a page can hold: no control characters, no half character. */
export function snippetOf(body: Buffer, limit: number, contentEncoding: string | undefined): string {
  if (contentEncoding !== undefined && contentEncoding !== "" && contentEncoding !== "identity")
    return `(${contentEncoding.slice(0, 32).replace(/[^\x20-\x7e]/g, "?")}, not unpacked)`;
  const cut = body.length > limit;
  const text = new TextDecoder("utf-8").decode(body.subarray(0, limit), { stream: cut });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

/** `Retry-After` in seconds, from a number or an HTTP date; undefined when it cannot be read. Never negative. */
export function retryAfterSeconds(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  // Only the date forms of HTTP, all of which begin with a weekday: Date.parse also reads "1.5" as a month.
  const at = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMs) / 1000));
}
