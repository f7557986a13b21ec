// The dashboard as its signed-in owner sees it.
import { expect, type Page } from "@playwright/test";
import { OWNER } from "./api.ts";
import { type Shop, test as withShop } from "./shop.ts";

export interface Office {
  readonly shop: Shop;
  /** Address of a page of the shop's store: `at("/payments")`. */
  at(path: string): string;
}

type SessionState = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

export async function signIn(page: Page, gatewayUrl: string): Promise<void> {
  await page.goto(`${gatewayUrl}/app/login`);
  await page.getByLabel("E-mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
}

/** Every page of these stories is signed in: the session is made once for all stories of a worker. */
export const test = withShop.extend<{ office: Office }, { session: SessionState }>({
  session: [
    async ({ shop, browser }, use) => {
      const page = await browser.newPage();
      await signIn(page, shop.gateway.url);
      const state = await page.context().storageState();
      await page.close();
      await use(state);
    },
    { scope: "worker" },
  ],
  storageState: ({ session }, use) => use(session),
  office: ({ shop }, use) =>
    use({ shop, at: (path) => `${shop.gateway.url}/app/s/${shop.merchant.storeId}${path}` }),
});
