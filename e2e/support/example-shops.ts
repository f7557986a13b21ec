// The shops of examples/, each as its README starts it. A shop whose tools are not here is named on the console and left
// out; `npm run shops` installs the tools of all of them.
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import {
  LISTENING,
  type RunningSamples,
  startProgram,
} from "../../packages/webhooks/test/support/sample-receivers.ts";
import type { Shop } from "./shop.ts";

const EXAMPLES = resolve(import.meta.dirname, "../../examples");
const PYTHON = process.env.KP_SHOPS_PYTHON ?? "python3";
const NEXT = process.env.KP_SHOPS_NEXT;

export interface ExampleShop {
  readonly name: string;
  readonly isInstalled: () => boolean;
  /** Program and arguments. */
  readonly command: () => readonly [string, ...string[]];
}

/** They have orders, which a webhook fulfils. */
const SHOPS: readonly ExampleShop[] = [
  {
    name: "shop-express",
    isInstalled: () => true,
    command: () => [process.execPath, join(EXAMPLES, "shop-express/server.mjs")],
  },
  {
    name: "shop-flask",
    isInstalled: () => spawnSync(PYTHON, ["-c", "import flask"]).status === 0,
    command: () => [PYTHON, join(EXAMPLES, "shop-flask/shop.py")],
  },
  {
    name: "shop-next",
    isInstalled: () => NEXT !== undefined,
    command: () => [process.execPath, join(NEXT ?? "", "start.mjs")],
  },
];

export function installedShops(): readonly ExampleShop[] {
  const here = SHOPS.filter((shop) => shop.isInstalled());
  const absent = SHOPS.filter((shop) => !here.includes(shop)).map(({ name }) => name);
  if (absent.length > 0) console.info(`not run here, npm run shops does: ${absent.join(", ")}`);
  return here;
}

export interface RunningShop {
  readonly url: string;
  /** Ids of the orders that it shipped, once for each time. */
  shipped(): string[];
}

/** Starts a shop. Without a secret it registers its own webhook; with one it gets what the test sends. */
export async function startExampleShop(
  running: RunningSamples,
  { gateway, merchant }: Shop,
  { name, command: commandOf }: ExampleShop,
  secret = "",
): Promise<RunningShop> {
  const [command, ...args] = commandOf();
  const env = {
    ...process.env,
    KP_URL: gateway.url,
    KP_KEY: merchant.apiKey,
    WEBHOOK_SECRET: secret,
    SHOP_DATABASE: join(running.scratch, `${name}${secret === "" ? "" : "-own-secret"}.db`),
    PORT: "0",
  };
  const { found, output } = await startProgram(running, env, { command, args, ready: LISTENING });
  return {
    url: found,
    shipped: () => [...output().matchAll(/ship (order-[0-9a-f-]+):/g)].map(([, id]) => id ?? ""),
  };
}

/** Starts the page that sells by a payment link; its address. */
export async function startStaticShop(
  running: RunningSamples,
  { gateway }: Shop,
  link: string,
): Promise<string> {
  const env = { ...process.env, KP_URL: gateway.url, KP_LINK: link, PORT: "0" };
  const args = [join(EXAMPLES, "shop-static/server.mjs")];
  return (await startProgram(running, env, { command: process.execPath, args, ready: LISTENING })).found;
}
