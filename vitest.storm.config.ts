import { defineConfig } from "vitest/config";

// Fault storms inside one process, on real PostgreSQL: `KP_STORM_SEEDS=1,48,71 npm run storm`.
export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source", "module", "node", "development|production"] } },
  test: {
    include: ["apps/server/test/chaos/fault-storm.test.ts"],
    globalSetup: ["apps/server/test/support/global-setup.ts"],
    hookTimeout: 60_000,
  },
});
