import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const MAX_BYTES = 22_000;
const bundle = fileURLToPath(new URL("../dist/kaspa-pay.js", import.meta.url));
const source = new URL("../src/", import.meta.url);
const built = existsSync(bundle);
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);

describe("source", () => {
  it("CK-17 no template writes a style attribute: a strict style-src would block it", () => {
    expect(files.length).toBeGreaterThan(15);
    for (const name of files) {
      const text = readFileSync(new URL(name, source), "utf8");
      expect(text, name).not.toMatch(/styleMap|\sstyle=|unsafeHTML|innerHTML|\beval\(|new Function/);
    }
  });

  it("importing the entry on a server touches no window and defines nothing", async () => {
    expect(typeof globalThis.window).toBe("undefined");
    const { KaspaPay } = await import("../src/define.ts");
    expect(KaspaPay.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(typeof globalThis.window).toBe("undefined");
  });
});

describe.runIf(built)("built script", () => {
  it("CK-27 W-12 is at most 22 kB after gzip -9", () => {
    expect(gzipSync(readFileSync(bundle), { level: 9 }).length).toBeLessThanOrEqual(MAX_BYTES);
  });

  it("holds no address of anybody else", () => {
    const urls = readFileSync(bundle, "utf8").match(/https?:\/\/[^\s"'`)]+/g) ?? [];
    expect(urls.filter((url) => !url.startsWith("http://www.w3.org/"))).toEqual([]);
  });

  it("a bare import in Node does nothing", () => {
    execFileSync(process.execPath, ["--input-type=module", "-e", `await import(${JSON.stringify(bundle)})`]);
  });
});
