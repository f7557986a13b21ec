import { defineConfig } from "vite";

// One side-effect-only IIFE without chunks: works from a plain script tag under a strict CSP and with SRI.
export default defineConfig({
  resolve: { conditions: ["source", "module", "browser", "production"] },
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    emptyOutDir: false,
    outDir: "dist",
    lib: {
      entry: "src/script.ts",
      formats: ["iife"],
      name: "KaspaPayScript",
      fileName: () => "kaspa-pay.js",
    },
    sourcemap: false,
    // A server that imports the script for its types or by accident must not fall over the missing DOM.
    rolldownOptions: { output: { banner: "if(globalThis.HTMLElement)" } },
  },
});
