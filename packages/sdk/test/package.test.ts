// The package as merchants get it: packed by npm, installed into an empty project.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltSdk, buildSdk } from "./support/built-sdk.ts";
import { scriptedServer } from "./support/scripted-server.ts";

const TSC = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));
const run = promisify(execFile);
const npm = (cwd: string, ...words: string[]) =>
  run("npm", words, { cwd, shell: process.platform === "win32" });

let built: BuiltSdk;
let project: string;
beforeAll(async () => {
  built = await buildSdk({ types: true });
  project = await mkdtemp(join(tmpdir(), "kaspa-pay-project-"));
  await npm(built.folder, "pack", "--pack-destination", project);
  const [tarball = ""] = await readdir(project);
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  await npm(project, "install", "--offline", "--no-audit", "--no-fund", `./${tarball}`);
});
afterAll(async () => {
  await built?.[Symbol.asyncDispose]();
  await rm(project, { recursive: true, force: true });
});

test("it holds the client, its types and the program, and depends on nothing", async () => {
  const folder = join(project, "node_modules/@kaspa-pay/sdk");
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map(({ name }) => name);
  expect(names.sort()).toEqual([
    "README.md",
    "cli.js",
    "index.d.ts",
    "index.js",
    "kaspa-pay.js",
    "package.json",
  ]);
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  expect(manifest).not.toHaveProperty("dependencies");
  for (const file of ["index.js", "index.d.ts"])
    expect(await readFile(join(folder, "dist", file), "utf8")).not.toMatch(/^(import|export) .* from "/m);
  expect(await readdir(join(project, "node_modules"))).toEqual(
    expect.not.arrayContaining(["zod", "@kaspa-pay/webhooks"]),
  );
});

test("it runs from its tarball", async () => {
  await using server = await scriptedServer({ status: 201, body: { id: "pay_1" } });
  const program = `import { KaspaPay } from "@kaspa-pay/sdk";
    const client = new KaspaPay({ baseUrl: process.argv[2], apiKey: "kp_test_1" });
    console.log((await client.payments.create({ amount: "5" })).id);`;
  await writeFile(join(project, "program.js"), program);
  const { stdout } = await run(process.execPath, ["program.js", server.url], { cwd: project });
  expect(stdout).toBe("pay_1\n");
  const version = await npm(project, "exec", "--offline", "--", "kaspa-pay", "--version");
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

const TYPED = `
import { ApiError, type CreatePayment, KaspaPay, type WebhookEvent, verifyWebhook } from "@kaspa-pay/sdk";

const client = new KaspaPay({ baseUrl: "https://pay.example.com", apiKey: "kp_test_1" });
const asked: CreatePayment = { amount: "25.00", currency: "USD", metadata: { cart: 17 } };

export async function pay(): Promise<string> {
  const payment = await client.payments.create(asked, { idempotencyKey: "order-1" });
  for await (const { orderId } of client.payments.list({ status: "confirmed" })) orderId satisfies string | null;
  const { data, nextCursor } = await client.refunds.list({ paymentId: payment.id });
  data[0]?.amount satisfies string | undefined;
  nextCursor satisfies string | null;
  const { outcome } = await client.waitForPayment(payment.id, { timeoutMs: 1 });
  outcome satisfies "confirmed" | "failed" | "timeout";
  return payment.checkoutUrl;
}

export async function hook(request: Request): Promise<void> {
  const { headers } = request;
  const event = await verifyWebhook({ secret: ["whsec_a", "whsec_b"], headers, body: await request.text() });
  event.data.payment?.status satisfies "confirmed" | string | undefined;
  if (event.event === "deposit.confirmed") event.data.deposit.externalUserId satisfies string;
}

export const isTaken = (error: unknown) => error instanceof ApiError && error.code === "order_id_exists";
export type Names = WebhookEvent["event"];

// @ts-expect-error a payment has no such field
await client.payments.create({ amount: "1", colour: "red" });
// @ts-expect-error no such code
export const never = (error: ApiError) => error.code === "not_a_code";
// @ts-expect-error an amount is text or a number
await client.payments.create({ amount: true });
`;

test.each(["nodenext", "bundler"])(
  "its types are right under strict and exactOptionalPropertyTypes (%s)",
  async (resolution) => {
    const module = resolution === "bundler" ? "esnext" : "nodenext";
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      target: "es2022",
      lib: ["es2022", "dom"],
      types: [],
      noEmit: true,
      module,
      moduleResolution: resolution,
    };
    const config = `tsconfig.${resolution}.json`;
    await writeFile(join(project, "typed.ts"), TYPED);
    await writeFile(join(project, config), JSON.stringify({ compilerOptions, files: ["typed.ts"] }));
    const compiled = await run(process.execPath, [TSC, "-p", config], { cwd: project }).catch(
      (failed) => failed,
    );
    expect(compiled.stdout).toBe("");
  },
);
