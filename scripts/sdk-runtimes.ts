// The SDK where merchants run it: all its tests on each Node, and a few calls of the built client on Bun, Deno and the
// runtime of Cloudflare Workers. npx brings them. Needs `npm run build`.
import { refusal, type Step, scriptedServer } from "../packages/sdk/test/support/scripted-server.ts";
import { run } from "./run.mjs";

const FOLDER = "packages/sdk/test/runtimes";
const VITEST = ["node_modules/vitest/vitest.mjs", "run", "packages/sdk", "apps/server/test/sdk"];
const ANSWERS: readonly Step[] = [
  { status: 503, body: refusal("unavailable") },
  "reset",
  { status: 201, body: { id: "pay_1" } },
  { status: 404, body: refusal("not_found") },
];

const RUNTIMES: readonly (readonly [name: string, words: readonly string[]])[] = [
  ["Bun", ["bun", `${FOLDER}/program.js`]],
  ["Deno", ["deno", "run", "--allow-net", "--allow-env", `${FOLDER}/program.js`]],
  ["workerd", ["workerd", "test", `${FOLDER}/worker.capnp`]],
  ...[20, 22, 24].map(
    (version) => [`Node ${version}`, ["-p", `node@${version}`, "node", ...VITEST]] as const,
  ),
];

for (const [name, words] of RUNTIMES) {
  await using gateway = await scriptedServer(...ANSWERS);
  const options = { env: { GATEWAY: gateway.url }, shell: process.platform === "win32" };
  const { code, output } = await run("npx", ["-y", ...words], options);
  console.log(`${code === 0 ? "✓" : "✗"} ${name}`);
  if (code === 0) continue;
  console.log(output);
  process.exitCode = 1;
}
