// Runs the samples of examples/returns on returns that the gateway signed, as a shop in each language would.
import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const SAMPLES = [
  ["node", "node.mjs"],
  ["python3", "python.py"],
  ["php", "php.php"],
] as const;
const installed = SAMPLES.filter(([command]) => spawnSync(command, ["--version"]).status === 0);
console.info(`return samples run: ${installed.map(([command]) => command).join(", ")}`);

let secret: string;
test.beforeAll(async ({ gateway, merchant }) => {
  const owner = { email: merchant.email, password: PASSWORD };
  const { token } = (await gateway.call("POST", "/api/v1/auth/login", { body: owner })).body;
  secret = (await gateway.call("GET", "/api/v1/settings/redirect-secret", { as: token })).body.redirectSecret;
  await merchant.changeSettings({ redirectHosts: ["shop.example:8443", "shop.example"] });
});

async function returnOf(merchant: Merchant, fields: Record<string, unknown>): Promise<URL> {
  const payment = await merchant.createPayment({ redirectUrl: "https://shop.example/thanks", ...fields });
  await payment.action("cancel");
  return new URL((await payment.page()).returnUrl ?? "");
}

const folder = fileURLToPath(new URL("../../../../examples/returns/", import.meta.url));
async function check(command: string, file: string, url: URL): Promise<unknown> {
  const env = { ...process.env, REDIRECT_SECRET: secret };
  return promisify(execFile)(command, [`${folder}${file}`, url.href], { env }).then(
    ({ stdout }) => JSON.parse(stdout),
    () => null,
  );
}

test.for(installed)(
  "%s checks real returns, and refuses each change of one",
  { timeout: 600_000 },
  async ([command, file], { merchant }) => {
    const returns = [
      await returnOf(merchant, {}),
      await returnOf(merchant, { orderId: "A-1001" }),
      await returnOf(merchant, {
        orderId: "Größe 7 & +/%.x",
        redirectUrl: "https://shop.example:8443/thanks?lang=de#top",
      }),
      await returnOf(merchant, { redirectUrl: "http://127.0.0.1:4000/thanks?orderId=of%20the%20shop" }),
    ];
    for (const url of returns) {
      const fields = Object.fromEntries(
        ["paymentId", "status", "ts", "orderId"].map((name) => [name, url.searchParams.get(name)]),
      );
      expect(await check(command, file, url), url.href).toEqual(fields);
      for (const name of ["paymentId", "status", "ts", "orderId", "sig"]) {
        const forged = new URL(url);
        forged.searchParams.set(name, `${url.searchParams.get(name) ?? ""}0`);
        expect(await check(command, file, forged), name).toBeNull();
      }
      const stripped = new URL(url);
      stripped.searchParams.delete("sig");
      expect(await check(command, file, stripped)).toBeNull();
    }
  },
);
