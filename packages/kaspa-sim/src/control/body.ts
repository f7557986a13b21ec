import type { IncomingMessage } from "node:http";

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The JSON body of a request; undefined for an empty one.
 *
 * @throws RangeError when it is too large, SyntaxError when it is not JSON
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new RangeError("The body is too large.");
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString("utf8").trim();
  return text === "" ? undefined : JSON.parse(text);
}
