import { defineConfig } from "@playwright/test";
import { BROWSER_FLAGS, findBrowser } from "./scripts/find-browser.mjs";

const report = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;

// No web server here: each story starts the built product itself, on free ports with a data folder of its own.
export default defineConfig({
  testDir: "e2e",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: report ? [["line"], ["json", { outputFile: report }]] : [["line"]],
  use: {
    browserName: "chromium",
    headless: true,
    launchOptions: {
      ...(executable() && { executablePath: executable() }),
      args: BROWSER_FLAGS,
    },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});

function executable(): string | undefined {
  return process.env.PLAYWRIGHT_CHROMIUM ?? findBrowser()?.path;
}
