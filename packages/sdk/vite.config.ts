import { defineConfig } from "vite";

// Two bundles without dependencies: the client for every runtime, and with `--mode cli` the command line for Node.
// Names stay, so that stack traces can be read.
export default defineConfig(({ mode }) => ({
  resolve: { conditions: ["source"] },
  build: {
    target: "es2022",
    minify: false,
    emptyOutDir: false,
    outDir: "dist",
    lib: { entry: mode === "cli" ? { cli: "src/cli/main.ts" } : { index: "src/index.ts" }, formats: ["es"] },
    rolldownOptions: {
      external: /^node:/,
      output: { minify: { compress: true, mangle: false, codegen: true } },
    },
  },
}));
