// Requests as a client sends them, and answers as it reads them.
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { checkDocumented } from "./check-documented.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever the server answers.
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, else the text. */
  readonly body: Json;
}

export interface Sent {
  readonly body?: unknown;
  /** An API key or a bearer token. */
  readonly as?: string | null | undefined;
  readonly headers?: Record<string, string>;
}

/** Sends one request and reads the whole answer. Redirects are answers, not followed. */
export async function send(url: string, method: string, { body, as, headers = {} }: Sent): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    redirect: "manual",
    headers: {
      // A slow machine outlasts an idle connection: each request has its own.
      connection: "close",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(as != null && { authorization: `Bearer ${as}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const { status, headers: answered } = answer;
  const text = await answer.text();
  checkDocumented(url, method, { status, headers: answered, text });
  return { status, headers: answered, body: parsed(text) };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The body of an error, over REST or tRPC, without what differs in every answer. */
export function errorBody({ body }: Answer): unknown {
  const error = body?.error?.data ?? body;
  return typeof error === "object" && error !== null ? { ...error, requestId: null } : error;
}

/** Raw bytes, for what no client library sends; all that comes until the server ends the connection. */
export function rawAnswer(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("utf8").on("data", (part) => {
      answer += part;
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", (error) => (answer === "" ? reject(error) : resolve(answer)));
  });
}

export interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** A request whose Host header is free to choose, as a browser's is for a page that was bound to this address. */
export function rawRequest(
  url: string,
  method: string,
  headers: Record<string, string>,
  body = "",
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers["content-type"] ?? "",
          text: Buffer.concat(parts).toString(),
        }),
      );
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
