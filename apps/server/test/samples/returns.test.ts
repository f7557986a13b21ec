// The samples that check a return to the shop, on returns that the gateway signed.
import { afterAll, expect } from "vitest";
import { runningSamples } from "../../../../packages/webhooks/test/support/sample-receivers.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";
import { installedLanguages, type Language, runSample } from "./run-sample.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });
const running = runningSamples();
afterAll(() => running.stop());

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

/** What a sample says of a return; null when it refuses it. That of curl asks the gateway, the others need only the secret. */
async function check({ gateway }: Merchant, language: Language, url: URL): Promise<unknown> {
  const env = { KP_URL: gateway.url, REDIRECT_SECRET: secret };
  const { code, output } = await runSample(running, {
    language,
    task: "check-return",
    args: [url.href],
    env,
  });
  return code === 0 ? JSON.parse(output) : null;
}

const saidBy = (language: Language, fields: Record<string, string | null>): unknown =>
  language.name === "curl" ? expect.objectContaining({ valid: true }) : fields;

test.for(installedLanguages())(
  "DX-02 $name checks real returns, and refuses each change of one",
  { timeout: 600_000 },
  async (language, { merchant }) => {
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
      expect(await check(merchant, language, url), url.href).toEqual(saidBy(language, fields));
    }
    for (const url of returns.slice(1, 3)) {
      const changed = ["paymentId", "status", "ts", "orderId", "sig"].map((name) => {
        const forged = new URL(url);
        forged.searchParams.set(name, `${url.searchParams.get(name) ?? ""}0`);
        return forged;
      });
      const unsigned = new URL(url);
      unsigned.searchParams.delete("sig");
      // The same text is signed when the order id stands in the field before it.
      const moved = new URL(url);
      moved.searchParams.delete("orderId");
      moved.searchParams.set("ts", ["ts", "orderId"].map((name) => url.searchParams.get(name)).join("."));
      for (const forged of [...changed, unsigned, moved])
        expect(await check(merchant, language, forged), forged.search).toBeNull();
    }
  },
);
