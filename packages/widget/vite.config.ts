import { fileURLToPath } from "node:url";
import { minify } from "terser";
import { defineConfig, type Plugin } from "vite";

/**
 * Removes the indentation of templates, which every payer would download; after minifying, no other line break is
 * beside a tag. Then terser shortens what the bundler's own minifier leaves, and the names that lit's modules share
 * (`_$…`).
 */
const tighter: Plugin = {
  name: "tighter",
  enforce: "post",
  async generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      const code = shortPrivateNames(chunk.code.replace(/>\n\s+/g, ">").replace(/\n\s+(?=<|\$\{)/g, ""));
      const { code: small } = await minify(code, {
        ecma: 2020,
        compress: { passes: 3, unsafe_arrows: true, keep_fargs: false },
        mangle: { properties: { regex: /^_\$/ } },
      });
      chunk.code = small ?? code;
    }
  },
};

/** Custom properties that begin with `--_` are the element's own: nobody outside its shadow root names them. */
function shortPrivateNames(code: string): string {
  const names = [...new Set(code.match(/--_[a-z-]+/g))];
  return code.replace(/--_[a-z-]+/g, (name) => `--_${names.indexOf(name).toString(36)}`);
}

const smallStyles: Plugin = {
  name: "small-styles",
  enforce: "pre",
  resolveId: (id) =>
    id.endsWith("css-tag.js") ? fileURLToPath(new URL("build/css-tag.ts", import.meta.url)) : null,
};

// One side-effect-only IIFE without chunks: works from a plain script tag under a strict CSP and with SRI.
export default defineConfig({
  plugins: [smallStyles, tighter],
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
    // A server that imports the script for its types must not fail on the missing DOM.
    rolldownOptions: { output: { banner: "if(globalThis.HTMLElement)" } },
  },
});
