import { timingSafeEqual } from "node:crypto";
import { ApiError } from "@kaspa-pay/api-contract";
import express, { type Request, type Router } from "express";
import type { Health, HttpSettings } from "./deps.ts";
import { isOwnHost } from "./middleware/own-host.ts";

/**
 * `/healthz` and `/readyz`, under any Host. Under a foreign Host only the status is answered; under our names the
 * entries too, and their details with the metrics token.
 */
export function probeRoutes(health: Health, settings: HttpSettings): Router {
  const router = express.Router();
  const isOwn = isOwnHost(settings.publicUrl);
  router.get("/healthz", (_req, res) => {
    const live = health.live();
    res
      .status(live ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json({ status: live ? "ok" : "stalled" });
  });
  router.get("/readyz", async (req, res) => {
    const { status, entries } = await health.ready();
    const trusted = hasToken(req, settings.metricsToken);
    const listed = trusted || isOwn(req) ? entries : [];
    const shown = listed.map(({ name, ok, detail }) => (trusted ? { name, ok, detail } : { name, ok }));
    res
      .status(status === "unready" ? 503 : 200)
      .set("Cache-Control", "no-store")
      .json({ status, entries: shown });
  });
  return router;
}

/** `/metrics`: with the metrics token, or without one from this machine. */
export function metricsRoute(health: Health, settings: HttpSettings): Router {
  const router = express.Router();
  router.get("/metrics", async (req, res) => {
    const allowed = settings.metricsToken === null ? isLoopback(req) : hasToken(req, settings.metricsToken);
    if (health.metrics === undefined || !allowed) throw new ApiError("not_found", "There is no such route");
    res
      .type("text/plain; version=0.0.4")
      .set("Cache-Control", "no-store")
      .send(await health.metrics());
  });
  return router;
}

function isLoopback(req: Request): boolean {
  const address = req.socket.remoteAddress ?? "";
  const forwarded = req.headers["x-forwarded-for"] !== undefined;
  return !forwarded && (address === "127.0.0.1" || address === "::1" || address === "::ffff:127.0.0.1");
}

function hasToken(req: Request, token: string | null): boolean {
  if (token === null) return false;
  const given = Buffer.from(req.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
