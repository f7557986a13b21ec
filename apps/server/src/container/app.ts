import { createServer, type Server } from "node:http";
import express, { type Express } from "express";
import { assetRoutes } from "../http/assets.ts";
import { createProofWatch, type ProofWatch } from "../http/auth/proof-watch.ts";
import type { HttpDeps } from "../http/deps.ts";
import { docsRoutes } from "../http/docs/routes.ts";
import { errorHandler, methodNotAllowed, noSuchRoute } from "../http/errors.ts";
import { probeRoutes } from "../http/health.ts";
import { limitedHandlers } from "../http/limits/limited-handlers.ts";
import { preflight, publicCors } from "../http/middleware/cors.ts";
import { newRequestId, requestId, requestLog } from "../http/middleware/request-log.ts";
import { apiHeaders, securityHeaders } from "../http/middleware/security-headers.ts";
import { addressesExport, paymentsExport } from "../http/plain/csv-export.ts";
import { paymentQr } from "../http/plain/qr.ts";
import { RECEIPT_KEYS_PATH, receiptKeys } from "../http/plain/receipt-keys.ts";
import { paymentStatus } from "../http/plain/status.ts";
import { StatusHub } from "../http/plain/status-hub.ts";
import { type PaymentStreams, paymentStreams } from "../http/plain/stream.ts";
import { apiRouter, mountRest } from "../http/rest.ts";
import { trpcRouter } from "../http/trpc.ts";
import { ownFormsOnly, ownNamesOnly } from "../pages/own-names.ts";

export interface HttpApp {
  readonly app: Express;
  /** The reader behind the streams; tests step it. */
  readonly hub: StatusHub;
  /** Ends streams and stops reading for them; open requests continue. */
  close(): Promise<void>;
}

/** The express app with all routes of the server. */
export function createHttpApp(given: HttpDeps): HttpApp {
  const deps = { ...given, handlers: limitedHandlers(given.handlers, given.limits) };
  const { settings, log } = deps;
  const hub = new StatusHub(deps.reads, deps.bus, (error) => log.warn({ err: error }, "stream read failed"));
  const streams = paymentStreams({ ...deps, hub });
  const proofs = createProofWatch(deps.identities, log);
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", settings.trustProxy.length === 0 ? false : [...settings.trustProxy]);
  app.set("query parser", "simple");
  app.use(requestId, requestLog(log), securityHeaders(settings.publicUrl));
  // Probes ask by IP address or service name. They are answered under any Host, with the status alone.
  app.use(probeRoutes(deps.health, settings));
  app.use(ownNamesOnly(settings.publicUrl));
  const api = restApi({ ...deps, proofs }, streams);
  app.use("/api/v1", api);
  app.use("/api", api);
  app.use("/trpc", trpcRouter({ ...deps, proofs }));
  app.get(RECEIPT_KEYS_PATH, publicCors, receiptKeys(deps.receiptKeys));
  app.options(RECEIPT_KEYS_PATH, preflight(new Set(["GET"])));
  app.all(RECEIPT_KEYS_PATH, methodNotAllowed(["GET", "OPTIONS"]));
  app.use(docsRoutes(settings, deps.assets));
  app.use(assetRoutes(deps.assets, settings.version));
  if (deps.pages !== null) app.use(ownFormsOnly(settings.publicUrl), deps.pages);
  app.use(noSuchRoute);
  app.use(errorHandler(log));
  hub.start();
  return {
    app,
    hub,
    close: async () => {
      streams.closeAll();
      proofs.close();
      await hub.stop();
    },
  };
}

/** Plain routes come first: their paths would also match `/payments/:id`. */
function restApi(deps: HttpDeps & { readonly proofs: ProofWatch }, streams: PaymentStreams) {
  const api = apiRouter();
  api.use(apiHeaders);
  const open = {
    "/payments/:id/status": paymentStatus(deps),
    "/payments/:id/stream": streams.handler,
    "/payments/:id/qr.svg": paymentQr(deps, "svg"),
    "/payments/:id/qr.png": paymentQr(deps, "png"),
  };
  for (const [path, handler] of Object.entries(open)) {
    api.get(path, publicCors, handler);
    api.options(path, preflight(new Set(["GET"])));
    api.all(path, methodNotAllowed(["GET", "OPTIONS"]));
  }
  const exports = {
    "/payments/export.csv": paymentsExport(deps),
    "/settings/wallet/addresses.csv": addressesExport(deps),
  };
  for (const [path, handler] of Object.entries(exports)) {
    api.get(path, handler);
    api.all(path, methodNotAllowed(["GET"]));
  }
  mountRest(api, deps);
  api.use(noSuchRoute);
  return api;
}

const MAX_HEADER_BYTES = 16 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/**
 * Longer than the 60 s after which proxies drop an idle connection, so that the server is not the side that closes
 * first.
 */
const KEEP_ALIVE_MS = 75_000;

/** A server with limits on what a client may send before express sees anything (431, 400, slow requests). */
export function createHttpServer(app: Express): Server {
  const limits = {
    maxHeaderSize: MAX_HEADER_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  const server = createServer(limits, app);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    const tooLarge = error.code === "HPE_HEADER_OVERFLOW";
    const code = tooLarge ? "headers_too_large" : "invalid_request";
    const text = tooLarge
      ? "The headers are larger than 16 KiB: send fewer or smaller ones"
      : "The request cannot be read";
    const id = newRequestId();
    const body = JSON.stringify({ error: text, code, param: null, issues: null, requestId: id });
    const status = tooLarge ? "431 Request Header Fields Too Large" : "400 Bad Request";
    const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`;
    socket.end(
      `${head}\r\nX-Request-Id: ${id}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
    );
  });
  return server;
}
