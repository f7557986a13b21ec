import { defineConfig, type Plugin } from "vite";

/** Indentation of templates would travel to every payer; after minifying, no other line break stands beside a tag. */
const tightTemplates: Plugin = {
  name: "tight-templates",
  enforce: "post",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === "chunk") chunk.code = chunk.code.replace(/>\n\s+/g, ">").replace(/\n\s+(?=<)/g, "");
    }
  },
};

// One side-effect-only IIFE without chunks: works from a plain script tag under a strict CSP and with SRI.
export default defineConfig({
  plugins: [tightTemplates],
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
