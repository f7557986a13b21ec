// The widget's script: compressed once at start, under an address that follows the version and an immutable one with a
// published hash.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync, constants as zlib } from "node:zlib";
import type { RequestHandler, Router } from "express";

const FILE = "kaspa-pay.js";
const FLOATING = "public, max-age=300";
const FOR_EVER = "public, max-age=31536000, immutable";

interface Packed {
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
  /** `sha384-…` over the plain bytes, for the `integrity` attribute. */
  readonly integrity: string;
  readonly tag: string;
}

/** Adds the script's routes and `/widget/manifest.json`; none when the widget is not built. */
export function mountWidget(router: Router, folder: string, version: string): void {
  const file = join(folder, FILE);
  if (!existsSync(file)) return;
  const packed = pack(readFileSync(file));
  const fixed = `/widget/${version}/${FILE}`;
  router.get(`/widget/v1/${FILE}`, shared(FLOATING), script(packed));
  router.get(fixed, shared(FOR_EVER), script(packed));
  router.get("/widget/manifest.json", shared(FLOATING), (_req, res) => {
    const size = { bytes: packed.plain.length, gzip: packed.gzip.length, brotli: packed.br.length };
    const release = { version, path: fixed, integrity: packed.integrity, ...size };
    res.json({ floating: `/widget/v1/${FILE}`, latest: version, versions: [release] });
  });
}

function pack(plain: Buffer): Packed {
  const integrity = `sha384-${createHash("sha384").update(plain).digest("base64")}`;
  return {
    plain,
    gzip: gzipSync(plain, { level: 9 }),
    br: brotliCompressSync(plain, { params: { [zlib.BROTLI_PARAM_QUALITY]: 11 } }),
    integrity,
    tag: createHash("sha256").update(plain).digest("base64url").slice(0, 22),
  };
}

/** Every site may load it, without credentials. */
const shared =
  (caching: string): RequestHandler =>
  (_req, res, next) => {
    res.set({
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Cache-Control": caching,
    });
    next();
  };

function script(packed: Packed): RequestHandler {
  return (req, res) => {
    const coding = req.acceptsEncodings(["br", "gzip", "identity"]);
    const body = coding === "br" ? packed.br : coding === "gzip" ? packed.gzip : packed.plain;
    const packedAs = coding === "br" || coding === "gzip" ? coding : null;
    res.vary("Accept-Encoding").type("text/javascript");
    // One tag per encoding: the bytes differ. Express's own check ignores If-None-Match when the fetch says no-cache.
    const tag = `"${packed.tag}${packedAs === null ? "" : `-${packedAs}`}"`;
    res.set("ETag", tag);
    if ((req.headers["if-none-match"] ?? "").includes(tag)) {
      res.status(304).end();
      return;
    }
    if (packedAs !== null) res.set("Content-Encoding", packedAs);
    res.send(body);
  };
}
