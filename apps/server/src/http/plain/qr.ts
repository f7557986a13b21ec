import { deflateSync } from "node:zlib";
import { ApiError } from "@kaspa-pay/api-contract";
import type { RequestHandler } from "express";
import { encode } from "uqr";
import { clientTokenOf } from "../auth/caller.ts";
import type { HttpDeps } from "../deps.ts";
import type { Limits } from "../limits/limits.ts";

/** Light modules around the code; scanners need them. */
const QUIET_MODULES = 4;
const PNG_PIXELS_PER_MODULE = 8;

type QrDeps = Pick<HttpDeps, "reads"> & { readonly limits: Limits };

/** `GET /payments/:id/qr.svg` and `.png`: the URI of the amount due now, dark on white, level M. */
export function paymentQr(deps: QrDeps, format: "svg" | "png"): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { id } = req.params;
    const client = { ip: req.ip ?? "" };
    const uri =
      id.length > 64 ? null : await deps.reads.uri(id, { storeId: null, clientToken: clientTokenOf(req) });
    if (uri === null) {
      await deps.limits.miss(client);
      throw new ApiError("not_found", "There is no such payment, or nothing is due for it");
    }
    await deps.limits.status("qr", client, id);
    const modules = modulesOf(uri);
    res.set("Cache-Control", "no-store");
    if (format === "svg") res.type("image/svg+xml").send(svg(modules));
    else res.type("image/png").send(png(modules));
  };
}

function modulesOf(text: string): boolean[][] {
  return encode(text, { ecc: "M", border: QUIET_MODULES }).data;
}

/** One path; no script, no style, nothing foreign. */
function svg(modules: readonly (readonly boolean[])[]): string {
  const size = modules.length;
  const path = modules
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`;
}

/** One-bit greyscale PNG. */
function png(modules: readonly (readonly boolean[])[]): Buffer {
  const size = modules.length * PNG_PIXELS_PER_MODULE;
  const rowBytes = Math.ceil(size / 8);
  const pixels = Buffer.alloc((rowBytes + 1) * size, 0xff);
  for (let y = 0; y < size; y++) {
    const start = y * (rowBytes + 1);
    pixels[start] = 0;
    const row = modules[Math.floor(y / PNG_PIXELS_PER_MODULE)] ?? [];
    // Eight pixels a module: a module is exactly one byte.
    for (const [x, dark] of row.entries()) pixels[start + 1 + x] = dark ? 0x00 : 0xff;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header[8] = 1;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
