import { defineConfig } from "vite";

// The demo wallet: one script and one style sheet without hashes in their names, served by the node itself.
export default defineConfig({
  root: "src/pages/wallet",
  base: "./",
  resolve: { conditions: ["source"] },
  build: {
    outDir: "../../../dist-pages",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: "src/pages/wallet/wallet.html",
      output: {
        codeSplitting: false,
        entryFileNames: "wallet.js",
        assetFileNames: "wallet[extname]",
      },
    },
  },
});
