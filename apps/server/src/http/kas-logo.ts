import { Router } from "express";
import { publicCors } from "./middleware/cors.ts";

/** Path of the logo that `GET /server/info` names: from this server, so no other one learns who shows it. */
export const KAS_LOGO_PATH = "/assets/kas.svg";

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="KAS"><circle cx="32" cy="32" r="32" fill="#70c7ba"/><path d="M23 15v34M43 17 25 32l18 15" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** The coin's logo: one file without scripts, links or fonts, which any page may show. */
export function kasLogo(): Router {
  const router = Router();
  router.get(KAS_LOGO_PATH, publicCors, (_req, res) => {
    res
      .set({
        "Content-Type": "image/svg+xml",
        "Cache-Control": "public, max-age=86400",
        "Content-Security-Policy": "default-src 'none'",
      })
      .send(LOGO);
  });
  return router;
}
