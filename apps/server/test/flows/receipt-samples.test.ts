// Runs the samples of examples/receipts on receipts that the gateway signed, offline, with the keys it publishes.
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { Json } from "../support/http.ts";

const test = gatewayTest({ clock: "stepped" });

/** Each with what shows that it can run here. */
const SAMPLES = [
  ["node", "verify.mjs", ["--version"]],
  ["python3", "verify.py", ["-c", "import cryptography"]],
] as const;
const present = SAMPLES.filter(([command, , probe]) => spawnSync(command, probe).status === 0);
const absent = SAMPLES.filter((sample) => !present.includes(sample)).map(([command]) => command);
console.info(
  `receipt samples run: ${present.map(([command]) => command).join(", ")}; absent here: ${absent.join(", ") || "none"}`,
);

const samples = fileURLToPath(new URL("../../../../examples/receipts/", import.meta.url));
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaspa-pay-receipts-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the sample prints, or null when it refuses. */
async function run(command: string, sample: string, file: Json, keys: Json): Promise<unknown> {
  const [receipt, known] = [join(folder, "receipt.json"), join(folder, "keys.json")];
  await writeFile(receipt, JSON.stringify(file));
  await writeFile(known, JSON.stringify(keys));
  return promisify(execFile)(command, [`${samples}${sample}`, receipt, known]).then(
    ({ stdout }) => JSON.parse(stdout),
    () => null,
  );
}

test.for(present)(
  "RC-08 %s verifies a real receipt offline, and refuses each change of one",
  { timeout: 600_000 },
  async ([command, sample], { gateway, merchant }) => {
    const made = {
      amount: "9",
      currency: "USD",
      items: [{ name: 'Größe "M" \\ 😀 \u00a0</b>', price: "9" }],
    };
    const payment = await merchant.createPayment(made);
    payment.pay((await payment.full()).amountExpected ?? "");
    await gateway.mine(12);
    const path = `/receipt/${payment.id}/signed.json?token=${payment.clientToken}`;
    const { body: file } = await gateway.call("GET", path);
    const { body: keys } = await gateway.call("GET", "/.well-known/kaspa-pay/keys.json");
    expect(await run(command, sample, file, keys)).toEqual(file.receipt);
    const { receipt, signature } = file;
    for (const [name, value] of Object.entries(receipt)) {
      const other = typeof value === "string" ? `${value}0` : [value, value];
      const forged = { signature, receipt: { ...receipt, [name]: other } };
      expect(await run(command, sample, forged, keys), name).toBeNull();
      const { [name]: _left, ...rest } = receipt;
      expect(await run(command, sample, { signature, receipt: rest }, keys), name).toBeNull();
    }
    const [transfer] = receipt.transfers;
    for (const name of Object.keys(transfer)) {
      const transfers = [{ ...transfer, [name]: `${transfer[name]}0` }];
      const forged = { signature, receipt: { ...receipt, transfers } };
      expect(await run(command, sample, forged, keys), name).toBeNull();
    }
    for (const name of Object.keys(signature)) {
      const forged = { receipt, signature: { ...signature, [name]: `B${signature[name]}` } };
      expect(await run(command, sample, forged, keys), name).toBeNull();
    }
    expect(await run(command, sample, file, { keys: [] })).toBeNull();
  },
);
