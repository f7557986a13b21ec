import { defineConfig } from "vite";

// Two bundles without dependencies: the client for every runtime, and the command line for Node, which imports the
// client from its file. Names stay, so that stack traces can be read.
export default defineConfig({
  resolve: { conditions: ["source"] },
  build: {
    target: "es2022",
    minify: false,
    emptyOutDir: false,
    outDir: "dist",
    lib: { entry: { index: "src/index.ts", cli: "src/cli/main.ts" }, formats: ["es"] },
    rolldownOptions: {
      external: /^node:/,
      output: { minify: { compress: true, mangle: false, codegen: true } },
    },
  },
});
