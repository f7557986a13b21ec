import express, { type Express } from "express";
import { assetRoutes } from "../http/assets.ts";
import { createProofWatch, type ProofWatch } from "../http/auth/proof-watch.ts";
import type { HttpDeps } from "../http/deps.ts";
import { docsRoutes } from "../http/docs/routes.ts";
import { errorHandler, methodNotAllowed, noSuchRoute } from "../http/errors.ts";
import { probeRoutes } from "../http/health.ts";
import { kasLogo } from "../http/kas-logo.ts";
import { limitedHandlers } from "../http/limits/limited-handlers.ts";
import { preflight, publicCors } from "../http/middleware/cors.ts";
import { recordRequests } from "../http/middleware/record-request.ts";
import { requestId, requestLog } from "../http/middleware/request-log.ts";
import { apiHeaders, securityHeaders } from "../http/middleware/security-headers.ts";
import { addressesExport, paymentsExport } from "../http/plain/csv-export.ts";
import { paymentQr } from "../http/plain/qr.ts";
import { RECEIPT_KEYS_PATH, receiptKeys } from "../http/plain/receipt-keys.ts";
import { kasperoPayStatus, paymentStatus } from "../http/plain/status.ts";
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
  app.use(kasLogo());
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
  api.use(apiHeaders, recordRequests(deps.clock, deps.recordRequest));
  const open = {
    "/payments/:id/status": paymentStatus(deps),
    "/pay/status/:id": kasperoPayStatus(deps),
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
