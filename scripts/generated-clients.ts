// `npm run generated-clients [-- NAME …]`: makes a client of the served OpenAPI document with each generator, compiles it as
// strictly as it can be, and lets it create, read, list and cancel a payment on a gateway that is started here. One line
// a generator; a language that is not on this machine is named and left out. Exit code 1 when one fails.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generators } from "./generated-clients/generators.ts";
import { openShop } from "./generated-clients/shop.ts";
import { tryGenerator } from "./generated-clients/try-generator.ts";
import { ROOT } from "./run.mjs";
import { startScratchGateway } from "./scratch/gateway.ts";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !generators.some((generator) => generator.name === name));
if (unknown.length > 0) {
  console.error(
    `no generator ${unknown.join(", ")}: there are ${generators.map(({ name }) => name).join(", ")}`,
  );
  process.exit(1);
}

const folder = join(ROOT, ".cache/generated-clients");
await mkdir(folder, { recursive: true });
const { gateway, stop } = await startScratchGateway({});
let failures = 0;
try {
  const document = join(folder, "openapi.json");
  await writeFile(document, await (await fetch(`${gateway.url}/openapi.json`)).text());
  const shop = await openShop(gateway.url);
  for (const generator of generators) {
    if (wanted.length > 0 && !wanted.includes(generator.name)) continue;
    const outcome = await tryGenerator(generator, { folder, document, shop });
    console.log(`${generator.name.padEnd(28)}${outcome.words}`);
    if (outcome.kind === "failed") failures++;
  }
} finally {
  await stop();
}
process.exitCode = failures === 0 ? 0 : 1;
