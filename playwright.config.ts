import { defineConfig } from "@playwright/test";
import { BROWSER_FLAGS, findBrowser } from "./scripts/find-browser.mjs";

// test.mjs has proved one and names it; run by hand, the first that is found will do.
const browser = process.env.PLAYWRIGHT_CHROMIUM ?? findBrowser()?.path;
const report = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;

// No web server here: each story starts the built product itself, on free ports with a data folder of its own.
export default defineConfig({
  testDir: "e2e",
  // Limits only end what hangs: a story must pass on a machine that is five times slower and busy with other work.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: report ? [["line"], ["json", { outputFile: report }]] : [["line"]],
  use: {
    browserName: "chromium",
    headless: true,
    launchOptions: { ...(browser && { executablePath: browser }), args: BROWSER_FLAGS },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
