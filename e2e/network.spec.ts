// A gateway on a network without https, and pages of other names that reach it. The browser resolves both names to
// 127.0.0.1, as it would after DNS rebinding.
import { test as base, expect, type Page } from "@playwright/test";
import { type Gateway, startGateway } from "./support/gateway.ts";

const OWN = "pay.lan";
const FOREIGN = "evil.lan";
const PASSWORD = "seven brown herrings";

const test = base.extend<object, { gateway: Gateway }>({
  launchOptions: [
    ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? []),
          `--host-resolver-rules=MAP ${OWN} 127.0.0.1, MAP ${FOREIGN} 127.0.0.1`,
        ],
      }),
    { scope: "worker" },
  ],
  gateway: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const gateway = await startGateway({ KP_ALLOW_HTTP: "true" }, OWN);
      await use(gateway);
      await gateway.close();
    },
    { scope: "worker" },
  ],
});

const at = ({ url }: Gateway, host: string, path: string): string => {
  const address = new URL(path, url);
  address.hostname = host;
  return address.href;
};

/** The status of a call that a page makes to its own origin. */
const registers = (page: Page, email: string): Promise<number> =>
  page.evaluate(
    async ({ email, password }) => {
      const answer = await fetch("/api/v1/auth/register", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password, name: "Shop" }),
      });
      return answer.status;
    },
    { email, password: PASSWORD },
  );

test("a page whose name was bound to the gateway reads no page of it and creates no account", async ({
  gateway,
  page,
}) => {
  const answer = await page.goto(at(gateway, FOREIGN, "/app"));
  expect(answer?.status()).toBe(421);
  await expect(page.getByRole("heading", { name: "This gateway has another name" })).toBeVisible();
  expect(await registers(page, "rebound@example.com")).toBe(421);
});

test("a page of another site cannot connect to the simulated node", async ({ gateway, page }) => {
  await page.goto("about:blank");
  const outcome = await page.evaluate(
    (url) =>
      new Promise<string>((done) => {
        const socket = new WebSocket(url);
        socket.onopen = () => done("open");
        socket.onerror = () => done("refused");
      }),
    gateway.simRpcUrl,
  );
  expect(outcome).toBe("refused");
});

test("the first account asks for the set-up code that the gateway printed, and the dashboard says that http is readable", async ({
  gateway,
  page,
}) => {
  await page.goto(at(gateway, OWN, "/app"));
  expect(await registers(page, "early@example.com")).toBe(403);
  await page.getByLabel("E-mail").fill("owner@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Store name").fill("Tea shop");
  const code = page.getByLabel("Set-up code");
  await code.fill("0000-0000-0000");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("This is not the set-up code")).toBeVisible();
  await code.fill(/Set-up code +(\S+)/.exec(gateway.output())?.[1] ?? "none was printed");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByLabel("I have saved it").check();
  await page.getByRole("button", { name: "Continue to the wallet" }).click();
  await expect(page.getByText("This gateway is reached without encryption")).toBeVisible();
  await page.goto(at(gateway, OWN, "/app/register"));
  await expect(page.getByLabel("Set-up code")).toHaveCount(0);
});
