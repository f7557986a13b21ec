// One file of types, with those of packages/webhooks inside: the published package depends on nothing.
import { dts } from "rollup-plugin-dts";

export default {
  input: "src/index.ts",
  output: { file: "dist/index.d.ts", format: "es" },
  plugins: [dts({ includeExternal: ["@kaspa-pay/webhooks"], tsconfig: "tsconfig.json" })],
};
