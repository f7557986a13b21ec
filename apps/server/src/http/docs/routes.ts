import { createRequire } from "node:module";
import { dirname } from "node:path";
import express, { type RequestHandler, type Router } from "express";
import type { Assets, HttpSettings } from "../deps.ts";
import { publicCors } from "../middleware/cors.ts";
import { openApiDocument } from "../openapi.ts";
import { mountCollections } from "./collections.ts";
import { mountGuides } from "./guides.ts";

const require = createRequire(import.meta.url);

/** Swagger UI writes style attributes; it never uses cookies, so this page alone has the looser policy. */
const REFERENCE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `/openapi.json`, the reference page at `/docs/api`, collections of requests, and the guides at `/docs`. */
export function docsRoutes(settings: HttpSettings, assets: Assets): Router {
  const router = express.Router();
  let document: string | null = null;
  router.get("/openapi.json", publicCors, (_req, res) => {
    document ??= JSON.stringify(openApiDocument(settings.version));
    res.set("Cache-Control", "public, max-age=300").type("application/json").send(document);
  });
  router.use("/docs/api", referencePage());
  mountCollections(router, assets.collections);
  mountGuides(router, assets.guides);
  return router;
}

function referencePage(): Router {
  const router = express.Router();
  const headers: RequestHandler = (_req, res, next) => {
    res.set({
      "Content-Security-Policy": REFERENCE_CSP,
      "X-Frame-Options": "DENY",
      "Cache-Control": "no-cache",
    });
    next();
  };
  const folder = dirname(require.resolve("swagger-ui-dist/package.json"));
  router.use(headers);
  router.get("/", (req, res) => {
    if (!req.originalUrl.split("?")[0]?.endsWith("/")) res.redirect(302, "/docs/api/");
    else res.type("html").send(PAGE);
  });
  router.get("/start.js", (_req, res) => void res.type("text/javascript").send(START));
  for (const file of ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"]) {
    router.get(`/${file}`, (_req, res) => res.sendFile(file, { root: folder }));
  }
  return router;
}

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference · kaspa-pay</title>
<link rel="icon" href="favicon-32x32.png">
<link rel="stylesheet" href="swagger-ui.css">
</head>
<body>
<main id="reference"></main>
<noscript><p>This page needs JavaScript. All of it stands in <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1), and the <a href="/docs">guides</a> need none.</p></noscript>
<script src="swagger-ui-bundle.js"></script>
<script src="start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: "/openapi.json",
  domNode: document.getElementById("reference"),
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  displayOperationId: false,
  docExpansion: "none",
  requestInterceptor: (request) => {
    request.credentials = "omit";
    return request;
  },
});
`;
