// The HTTP server below Express: what a client may send before a route is found.
import { createServer, type RequestListener, type Server, type ServerOptions, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { ApiError, type ErrorCode } from "@kaspa-pay/api-contract";
import { answerOf } from "./errors.ts";
import { newRequestId } from "./middleware/request-log.ts";

const LIMITS: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  requestTimeout: 30_000,
  // Longer than the 60 s after which proxies drop an idle connection: the server is not the side that closes first.
  keepAliveTimeout: 75_000,
};

/** @param limits instead of the usual ones */
export function createHttpServer(app: RequestListener, limits: ServerOptions = {}): Server {
  const server = createServer({ ...LIMITS, ...limits }, app);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const code = refusalOf(error);
    // Browsers open connections in advance. On one that was not used yet, an answer would be taken for that of the
    // next request: it is closed without a word, and the browser opens another one.
    const isUnused = code === "request_timeout" && (socket as Socket).bytesRead === 0;
    if (error.code === "ECONNRESET" || !socket.writable || isUnused) {
      socket.destroy();
      return;
    }
    socket.end(plainAnswer(code));
  });
  return server;
}

function refusalOf({ code }: NodeJS.ErrnoException): keyof typeof TEXTS {
  if (code === "HPE_HEADER_OVERFLOW") return "headers_too_large";
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? "request_timeout" : "invalid_request";
}

const TEXTS = {
  headers_too_large: "The headers are larger than 16 KiB: send fewer or smaller ones",
  request_timeout: "The request did not arrive whole within 30 seconds: send it again",
  invalid_request: "The request cannot be read: it is not HTTP/1.1",
} satisfies Partial<Record<ErrorCode, string>>;

/** There is no response object yet: the text as it goes over the connection. */
function plainAnswer(code: keyof typeof TEXTS): string {
  const id = newRequestId();
  const { status, body } = answerOf(new ApiError(code, TEXTS[code]), id);
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(text)}`,
    `X-Request-Id: ${id}`,
    "Cache-Control: no-store",
    "Connection: close",
    "",
    text,
  ].join("\r\n");
}
