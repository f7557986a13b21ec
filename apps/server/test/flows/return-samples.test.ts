// Runs the samples of examples/returns on returns that the gateway signed, as a shop in each language would.
import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD } from "../security/house.ts";
import { openTill, type Till } from "./till.ts";

const SAMPLES = [
  ["node", "node.mjs"],
  ["python3", "python.py"],
  ["php", "php.php"],
] as const;
const installed = SAMPLES.filter(([command]) => spawnSync(command, ["--version"]).status === 0);
console.info(`return samples run: ${installed.map(([command]) => command).join(", ")}`);

let till: Till;
let secret: string;
beforeAll(async () => {
  till = await openTill();
  const owner = { email: "owner@example.com", password: PASSWORD };
  const { token } = (await till.call("POST", "/api/v1/auth/login", owner)).body;
  secret = (await till.call("GET", "/api/v1/settings/redirect-secret", undefined, token)).body.redirectSecret;
  await till.settings({ redirectHosts: ["shop.example:8443", "shop.example"] });
});
afterAll(() => till.close());

async function returnOf(ask: Record<string, unknown>): Promise<URL> {
  const sale = await till.sale({ redirectUrl: "https://shop.example/thanks", ...ask });
  await sale.act("cancel");
  return new URL((await sale.page()).returnUrl ?? "");
}

const folder = fileURLToPath(new URL("../../../../examples/returns/", import.meta.url));
async function check(command: string, file: string, url: URL): Promise<unknown> {
  const env = { ...process.env, REDIRECT_SECRET: secret };
  return promisify(execFile)(command, [`${folder}${file}`, url.href], { env }).then(
    ({ stdout }) => JSON.parse(stdout),
    () => null,
  );
}

test.each(installed)(
  "%s checks real returns, and refuses each change of one",
  { timeout: 600_000 },
  async (...sample) => {
    const returns = [
      await returnOf({}),
      await returnOf({ orderId: "A-1001" }),
      await returnOf({
        orderId: "Größe 7 & +/%.x",
        redirectUrl: "https://shop.example:8443/thanks?lang=de#top",
      }),
      await returnOf({ redirectUrl: "http://127.0.0.1:4000/thanks?orderId=of%20the%20shop" }),
    ];
    for (const url of returns) {
      const said = Object.fromEntries(
        ["paymentId", "status", "ts", "orderId"].map((name) => [name, url.searchParams.get(name)]),
      );
      expect(await check(...sample, url), url.href).toEqual(said);
      for (const name of ["paymentId", "status", "ts", "orderId", "sig"]) {
        const forged = new URL(url);
        forged.searchParams.set(name, `${url.searchParams.get(name) ?? ""}0`);
        expect(await check(...sample, forged), name).toBeNull();
      }
      const stripped = new URL(url);
      stripped.searchParams.delete("sig");
      expect(await check(...sample, stripped)).toBeNull();
    }
  },
);
