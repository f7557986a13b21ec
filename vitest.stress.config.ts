import { defineConfig } from "vitest/config";

// Stress runs inside one process, on real PostgreSQL: `KP_STRESS_SEEDS=1,48,71 npm run stress`.
export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source", "module", "node", "development|production"] } },
  test: {
    include: ["apps/server/test/chaos/stress.test.ts"],
    globalSetup: ["apps/server/test/support/global-setup.ts"],
    hookTimeout: 60_000,
  },
});
