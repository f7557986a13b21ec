import { join } from "node:path";
import express, { type RequestHandler, type Router } from "express";
import type { Assets } from "./deps.ts";
import { DASHBOARD_CSP } from "./middleware/security-headers.ts";
import { mountWidget } from "./widget.ts";

const YEAR_MS = 31_536_000_000;

/** Built browser files: the dashboard under `/app` (`/` leads there) and the widget's script. */
export function assetRoutes(assets: Assets, version: string): Router {
  const router = express.Router();
  router.get("/", (_req, res) => res.redirect(302, "/app"));
  if (assets.dashboard !== null) mountDashboard(router, assets.dashboard);
  if (assets.widget !== null) mountWidget(router, assets.widget, version);
  return router;
}

function mountDashboard(router: Router, folder: string): void {
  const policy: RequestHandler = (_req, res, next) => {
    res.set({ "Content-Security-Policy": DASHBOARD_CSP, "X-Frame-Options": "DENY" });
    next();
  };
  const fresh: RequestHandler = (_req, res, next) => {
    res.set("Cache-Control", "no-cache");
    next();
  };
  // Names of built files hold a hash of their content.
  const built = express.static(join(folder, "assets"), { immutable: true, maxAge: YEAR_MS, index: false });
  const missing: RequestHandler = (_req, res) => void res.status(404).type("text/plain").send("Not found");
  router.use("/app/assets", policy, built, fresh, missing);
  router.use("/app", policy, fresh, express.static(folder, { index: false, redirect: false }));
  // Every other path below /app is a view of the single page.
  router.get(["/app", "/app/{*view}"], (_req, res) => res.sendFile("index.html", { root: folder }));
}
