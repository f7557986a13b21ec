import { defineConfig } from "vitest/config";

// Tests import workspace packages from source (condition "source"), so no build is needed before a test run.
const source = {
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source", "module", "node", "development|production"] } },
};

// Limits only end what hangs: a test must pass on a machine that is five times slower and busy with other work.
const LIMIT_MS = 240_000;

export default defineConfig({
  ...source,
  test: {
    // Most tests wait for PostgreSQL or a socket, so every core can carry one file.
    maxWorkers: "100%",
    projects: [
      {
        ...source,
        test: {
          name: "unit",
          testTimeout: LIMIT_MS,
          hookTimeout: LIMIT_MS,
          setupFiles: ["apps/server/test/support/leak-check.ts"],
          include: [
            "packages/*/{src,test}/**/*.test.ts",
            "apps/dashboard/src/**/*.test.ts",
            "scripts/**/*.test.ts",
          ],
        },
      },
      {
        ...source,
        test: {
          name: "server",
          include: ["apps/server/{src,test}/**/*.test.ts"],
          // Stress runs take minutes and find new things by new seeds: `npm run stress`.
          exclude: ["**/node_modules/**", "apps/server/test/chaos/stress.test.ts"],
          globalSetup: ["apps/server/test/support/global-setup.ts"],
          setupFiles: [
            "apps/server/test/support/leak-check.ts",
            "apps/server/test/support/statement-check.ts",
          ],
          testTimeout: LIMIT_MS,
          hookTimeout: LIMIT_MS,
        },
      },
    ],
  },
});
