// Floods a running gateway with creates of one network, over every route, and says how many payments were made. The
// gateway runs with KP_TRUST_PROXY=loopback and KP_REGISTRATION=open:
// `npx tsx --conditions=source scripts/flood.ts http://127.0.0.1:3000 20000`
import type { Reached } from "../apps/server/test/limits/create-routes.ts";
import { flood } from "../apps/server/test/limits/flood.ts";
import { send } from "../apps/server/test/support/http.ts";
import { newDemoAccountKey } from "../packages/kaspa-sim/src/index.ts";

const [url = "http://127.0.0.1:3000", count = "20000"] = process.argv.slice(2);

const gateway: Reached = { url, call: (method, path, sent = {}) => send(url + path, method, sent) };

async function register(): Promise<{ key: string; token: string }> {
  const xpub = await newDemoAccountKey();
  const email = `flood-${xpub.slice(-12).toLowerCase()}@example.com`;
  const body = { email, password: "seven brown herrings", name: "Flood", xpub };
  const made = await gateway.call("POST", "/api/v1/auth/register", { body });
  if (made.status !== 201)
    throw new Error(`registering answered ${made.status}: ${JSON.stringify(made.body)}`);
  return { key: made.body.apiKey, token: made.body.token };
}

const creates = Number(count);
const found = await flood(gateway, {
  owner: await register(),
  stranger: await register(),
  creates,
  parallel: 32,
});
/** The standard limits: ten in an hour, and four for each minute that has begun. */
const most = 10 + 4 * found.minutes;
console.log(JSON.stringify({ creates, ...found, most }, null, 2));
process.exitCode = found.payments <= most && found.faults === 0 ? 0 : 1;
