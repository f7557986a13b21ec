// The tests of the SDK and its command line on every Node that merchants use. npx brings the versions.
import { run } from "./run.mjs";

const VERSIONS = [20, 22, 24];
const TESTS = ["packages/sdk", "apps/server/test/sdk"];

for (const version of VERSIONS) {
  console.log(`Node ${version}`);
  const words = ["-y", "-p", `node@${version}`, "node", "node_modules/vitest/vitest.mjs", "run", ...TESTS];
  const { code } = await run("npx", words, { stdio: "inherit", shell: process.platform === "win32" });
  if (code !== 0) process.exit(code);
}
