// A shop page on an origin of its own, under a strict content security policy. It sells one thing by a payment link:
// KP_URL=http://localhost:3000 KP_LINK=bag-of-coffee-abc123 node server.mjs
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const gateway = new URL(process.env.KP_URL ?? "http://localhost:3000").origin;
const link = process.env.KP_LINK ?? "";
if (!/^[a-z0-9-]+$/.test(link)) throw new Error("Set KP_LINK to the slug of a payment link");

const file = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const files = {
  "/": ["text/html", file("index.html").replaceAll("{{gateway}}", gateway).replaceAll("{{link}}", link)],
  "/shop.js": ["text/javascript", file("shop.js")],
  "/shop.css": ["text/css", file("shop.css")],
};
// All that the element needs: its script, and to talk to its gateway. No inline code, no inline style, nobody else.
const policy = [
  "default-src 'none'",
  `script-src 'self' ${gateway}`,
  "style-src 'self'",
  `img-src 'self' data: ${gateway}`,
  `connect-src ${gateway}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");

const server = createServer((request, response) => {
  const [type, text] = files[request.url ?? ""] ?? [];
  if (!text) return response.writeHead(404).end("Not found");
  response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": policy });
  return response.end(text);
});
server.listen(Number(process.env.PORT ?? 4100), "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
