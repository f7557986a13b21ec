import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KAS_LOGO_PATH } from "../../src/http/kas-logo.ts";
import { type Running, startHttp } from "./http-server.ts";

let folder: string;
let server: Running;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaspa-pay-assets-"));
  await mkdir(join(folder, "app/assets"), { recursive: true });
  await mkdir(join(folder, "widget"));
  await mkdir(join(folder, "guides"));
  await writeFile(join(folder, "app/index.html"), "<!doctype html><title>app</title>");
  await writeFile(join(folder, "app/icon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  await writeFile(join(folder, "app/assets/main-abc123.js"), "1");
  await writeFile(join(folder, "widget/kaspa-pay.js"), "2");
  await writeFile(join(folder, "guides/01-quick-start.md"), GUIDE);
  await writeFile(join(folder, "secret.txt"), "secret");
  const at = (name: string) => join(folder, name);
  await mkdir(at("collections"));
  await writeFile(at("collections/shop.json"), "{}");
  server = await startHttp(
    {},
    { dashboard: at("app"), widget: at("widget"), guides: at("guides"), collections: at("collections") },
  );
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const GUIDE = `# Quick start

Pay **now** with \`a < b\` and [events](events.md). Send **both \`amount*\` and \`currency*\`**.

| a | b |
|---|---|
| 1 | <script>alert(1)</script> |

- one
- two

\`\`\`js
const a = "<b>";
\`\`\`
`;

const get = (path: string, init: RequestInit = {}) =>
  fetch(`${server.base}${path}`, { redirect: "manual", ...init });

test("/ leads to the dashboard", async () => {
  const answer = await get("/");
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe("/app");
});

test("the logo of GET /server/info is one file of this server that any page may show", async () => {
  const answer = await get(KAS_LOGO_PATH);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^image\/svg\+xml/);
  expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  const text = await answer.text();
  expect(text).toMatch(/^<svg [^>]*viewBox/);
  expect(text.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
    /https?:|href|url\(|<script|<style|on\w+=/,
  );
});

test.each(["/app", "/app/", "/app/welcome", "/app/s/sto_1/payments/pay_1"])(
  "X-03 %s is the single page under its strict policy",
  async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("<title>app</title>");
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(answer.headers.get("x-frame-options")).toBe("DENY");
  },
);

test("built files are kept for ever, missing ones are not the page", async () => {
  const built = await get("/app/assets/main-abc123.js");
  expect(built.headers.get("cache-control")).toMatch(/immutable/);
  expect(await built.text()).toBe("1");
  expect((await get("/app/assets/gone.js")).status).toBe(404);
  expect((await get("/app/icon.svg")).headers.get("content-type")).toBe("image/svg+xml");
});

test("nothing outside the folders is served", async () => {
  for (const path of ["/app/..%2fsecret.txt", "/app/assets/..%2f..%2f..%2fsecret.txt", "/docs/..%2fsecret"]) {
    expect(await (await get(path)).text()).not.toContain("secret\n");
    expect(await (await get(path)).text()).not.toMatch(/^secret$/);
  }
});

test("the widget may be loaded from every site", async () => {
  const floating = await get("/widget/v1/kaspa-pay.js");
  expect(floating.headers.get("cache-control")).toBe("public, max-age=300");
  expect(floating.headers.get("etag")).not.toBeNull();
  const fixed = await get("/widget/0.1.0/kaspa-pay.js");
  expect(fixed.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  for (const response of [floating, fixed]) {
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-type")).toMatch(/^text\/javascript/);
  }
});

test("X-09 the versioned script has a published hash and comes packed; its tag saves the second download", async () => {
  const manifest = (await (await get("/widget/manifest.json")).json()) as {
    latest: string;
    versions: { path: string; integrity: string; bytes: number }[];
  };
  const [release] = manifest.versions;
  const bytes = Buffer.from(await (await get(release?.path ?? "")).arrayBuffer());
  expect(bytes.length).toBe(release?.bytes);
  expect(release?.integrity).toBe(`sha384-${createHash("sha384").update(bytes).digest("base64")}`);
  for (const coding of ["br", "gzip", "identity"]) {
    const headers = { "accept-encoding": coding };
    const answer = await get("/widget/v1/kaspa-pay.js", { headers });
    expect(answer.headers.get("content-encoding") ?? "identity").toBe(coding);
    expect(answer.headers.get("vary")).toMatch(/Accept-Encoding/i);
    // fetch unpacks: the same script under every coding.
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    const tag = answer.headers.get("etag") ?? "";
    const again = await get("/widget/v1/kaspa-pay.js", { headers: { ...headers, "if-none-match": tag } });
    expect(again.status).toBe(304);
  }
});

/** Links between guides lead to the served pages. */
const SERVED = GUIDE.replaceAll("](events.md)", "](/docs/events.md)");

test("guides are pages without HTML of their own", async () => {
  const page = await (await get("/docs/quick-start")).text();
  expect(page).toContain('<h1 id="quick-start">Quick start</h1>');
  expect(page).toContain("<strong>now</strong>");
  expect(page).toContain("<code>a &lt; b</code>");
  expect(page).toContain("<strong>both <code>amount*</code> and <code>currency*</code></strong>");
  expect(page).toContain('<a href="/docs/events">events</a>');
  expect(page).toContain("<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>");
  expect(page).toContain("<li>one</li><li>two</li>");
  expect(page).toContain("const a = &quot;&lt;b&gt;&quot;;");
  expect(await (await get("/docs/quick-start.md")).text()).toBe(SERVED);
  expect(await (await get("/llms.txt")).text()).toContain("[Quick start](/docs/quick-start.md)");
  expect(await (await get("/llms-full.txt")).text()).toContain(SERVED);
});

test("collections are files to keep, and nothing beside them is served", async () => {
  const answer = await get("/docs/collections/shop.json");
  expect([answer.status, await answer.text()]).toEqual([200, "{}"]);
  expect(answer.headers.get("content-disposition")).toBe("attachment");
  for (const path of [
    "/docs/collections/",
    "/docs/collections/none.json",
    "/docs/collections/..%2fsecret.txt",
  ])
    expect((await get(path)).status, path).toBeGreaterThanOrEqual(400);
});

test("health answers without dependencies, readiness with them", async () => {
  expect(await (await get("/healthz")).json()).toEqual({ status: "ok" });
  expect(await (await get("/readyz")).json()).toEqual({
    status: "ready",
    entries: [{ name: "database", ok: true }],
  });
});
