// Frameworks set a property where an element has one of that name, with whatever value they hold. No name of an
// attribute may throw then, and none may break the element, before its script is there or after.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { type Shop, test } from "./support/shop.ts";
import { startShopSite } from "./support/shop-site.ts";
import { visitShop } from "./support/visitor.ts";
import { watchPage } from "./support/watch-page.ts";

const GUIDE = readFileSync(new URL("../docs/guides/05-element.md", import.meta.url), "utf8");

/** Names in the first two columns of the guide's tables of attributes, and in its list of properties. */
function documentedNames(): string[] {
  const section = (from: string, to: string) =>
    GUIDE.slice(GUIDE.indexOf(`\n## ${from}`), GUIDE.indexOf(`\n## ${to}`));
  const tables = section("What is paid", "Methods");
  const rows = tables.split("\n").filter((line) => line.startsWith("| `"));
  const cells = rows.flatMap((row) => row.split("|").slice(1, 3));
  const list = tables.slice(tables.indexOf("Properties only:"));
  return [...cells, list].flatMap((text) =>
    [...text.matchAll(/`([a-z]+(?:-[a-z]+)*)`/g)].map((m) => m[1] ?? ""),
  );
}

/**
 * A page of another origin whose gateway answers everything with an empty object: only what is local is looked at. The
 * element's script comes when `scriptMay` says so.
 */
async function openPage({ gateway }: Shop, page: Page, scriptMay: Promise<void> = Promise.resolve()) {
  const script = `${gateway.url}/widget/v1/kaspa-pay.js`;
  const site = await startShopSite(
    gateway.url,
    `<script async src="${script}"></script><div id="root"></div>`,
  );
  await page.route(script, async (route) => {
    await scriptMay;
    await route.continue();
  });
  await page.route("**/api/v1/**", (route) =>
    route.fulfill({ json: {}, headers: { "access-control-allow-origin": "*" } }),
  );
  const watch = watchPage(page, [gateway.url, new URL(site.url).origin]);
  await page.goto(site.url, { waitUntil: "domcontentloaded" });
  return { site, watch };
}

/** Assigns each name each value, on an element outside the page and, once it is in the page, again. */
const assignAll = (page: Page, names: readonly string[]) =>
  page.evaluate((all) => {
    const values = ["text", "", null, undefined, true, false, 0, 7, Number.NaN, {}, ["text"]];
    const thrown: string[] = [];
    for (const name of all) {
      for (const value of values) {
        const element = document.createElement("kaspa-pay") as unknown as HTMLElement &
          Record<string, unknown>;
        try {
          element[name] = value;
          document.querySelector("#root")?.append(element);
          element[name] = value;
        } catch (error) {
          thrown.push(`${name} = ${JSON.stringify(value)}: ${error}`);
        }
      }
    }
    return thrown;
  }, names);

/** Every element has rendered and is in its own state. */
const states = (page: Page) =>
  page.evaluate(async () => {
    const elements = [...document.querySelectorAll("kaspa-pay")] as (HTMLElement & {
      updateComplete: Promise<boolean>;
      state: unknown;
    })[];
    await Promise.all(elements.map((element) => element.updateComplete));
    return [...new Set(elements.map(({ state }) => typeof state))];
  });

const allNames = async (page: Page): Promise<string[]> => {
  const observed = await page.evaluate(async () => {
    await customElements.whenDefined("kaspa-pay");
    return (customElements.get("kaspa-pay") as unknown as { observedAttributes: string[] })
      .observedAttributes;
  });
  const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const names = [...observed, ...documentedNames()];
  return [...new Set([...names, ...names.map(camel), "paymentId"])];
};

test("every attribute's name takes any value as a property, once the script is there", async ({
  shop,
  browser,
}) => {
  const page = await visitShop(browser);
  const { site, watch } = await openPage(shop, page);
  try {
    const names = await allNames(page);
    expect(names).toEqual(
      expect.arrayContaining(["payment", "client-token", "state", "server", "autoRedirect"]),
    );
    expect(names.length).toBeGreaterThan(25);
    expect(await assignAll(page, names)).toEqual([]);
    expect(await states(page)).toEqual(["string"]);
    watch.assertClean();
  } finally {
    await page.context().close();
    site.close();
  }
});

test("the same values assigned before the script is there reach the element when it comes", async ({
  shop,
  browser,
}) => {
  const withScript = await visitShop(browser);
  const first = await openPage(shop, withScript);
  const names = await allNames(withScript);
  await withScript.context().close();
  first.site.close();
  const page = await visitShop(browser);
  let letScriptCome = () => {};
  const { site, watch } = await openPage(
    shop,
    page,
    new Promise((come) => {
      letScriptCome = come;
    }),
  );
  try {
    expect(await assignAll(page, names)).toEqual([]);
    const wanted = await page.evaluateHandle(() => {
      const element = document.createElement("kaspa-pay") as unknown as HTMLElement & Record<string, unknown>;
      Object.assign(element, {
        payment: "pay_early",
        clientToken: "ct_early",
        state: "confirmed",
        required: "",
      });
      document.querySelector("#root")?.append(element);
      return element;
    });
    letScriptCome();
    await page.evaluate(() => customElements.whenDefined("kaspa-pay").then(() => true));
    expect(await states(page)).toEqual(["string"]);
    expect(
      await wanted.evaluate(({ paymentId, clientToken, payment, state, required }) => ({
        paymentId,
        clientToken,
        payment,
        confirmed: state === "confirmed",
        required,
      })),
    ).toEqual({
      paymentId: "pay_early",
      clientToken: "ct_early",
      payment: null,
      confirmed: false,
      required: true,
    });
    watch.assertClean();
  } finally {
    await page.context().close();
    site.close();
  }
});

test("a property means what the attribute of its name means", async ({ shop, browser }) => {
  const page = await visitShop(browser);
  const { site } = await openPage(shop, page);
  try {
    const read = await page.evaluate(async () => {
      await customElements.whenDefined("kaspa-pay");
      const element = document.createElement("kaspa-pay") as unknown as HTMLElement & Record<string, unknown>;
      document.querySelector("#root")?.append(element);
      const after = (name: string, value: unknown, asked = name) => {
        element[name] = value;
        return element[asked];
      };
      return {
        payment: [
          after("payment", "pay_1", "paymentId"),
          after("payment", { id: "pay_2" }, "paymentId"),
          after("payment", null, "paymentId"),
        ],
        mode: [after("mode", "button"), after("mode", "nonsense"), after("mode", null)],
        show: [after("show", "details"), after("show", ""), after("show", undefined)],
        autoRedirect: [
          after("autoRedirect", "9"),
          after("autoRedirect", true),
          after("autoRedirect", "soon"),
        ],
        required: [after("required", ""), after("required", false), after("required", true)],
        link: [after("link", 12), after("link", false), after("link", {})],
        metadata: [after("metadata", { a: 1 }), after("metadata", "text"), after("metadata", [1])],
      };
    });
    expect(read).toEqual({
      payment: ["pay_1", "pay_1", null],
      mode: ["button", "inline", "inline"],
      show: ["details", "", "fiat,countdown,details"],
      autoRedirect: [9, null, null],
      required: [true, false, true],
      link: ["12", null, null],
      metadata: [{ a: 1 }, null, null],
    });
  } finally {
    await page.context().close();
    site.close();
  }
});
