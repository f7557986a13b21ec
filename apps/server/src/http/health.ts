import { timingSafeEqual } from "node:crypto";
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

function hasToken(req: Request, token: string | null): boolean {
  if (token === null) return false;
  const given = Buffer.from(req.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
