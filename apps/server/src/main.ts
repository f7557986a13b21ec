import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isLoopbackName } from "@kaspa-pay/core";
import { pino } from "pino";
import { type Config, ConfigError, loadConfig } from "./config.ts";
import { compose, type Gateway } from "./container.ts";

const STOP_LIMIT_MS = 10_000;
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

function readConfig(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** A built folder of browser files; null when that part was not built. */
const built = (path: string): string | null => {
  const folder = join(ROOT, path);
  return existsSync(folder) ? folder : null;
};

function whereToLook(gateway: Gateway, { publicUrl, role }: Config, setupCode: string | null): string {
  if (role === "worker" || role === "follower") return `kaspa-pay ${role} is running`;
  const lines = [
    "",
    `  Dashboard    ${publicUrl}/app`,
    ...(gateway.sim === null
      ? []
      : [`  Demo shop    ${publicUrl}/demo`, `  Demo wallet  ${gateway.sim.walletUrl}`]),
    `  API docs     ${publicUrl}/docs/api`,
    ...(setupCode === null
      ? []
      : [
          `  Set-up code  ${setupCode}`,
          "",
          `  Make the first account at ${publicUrl}/app. From another machine than this one the form`,
          "  asks for the set-up code. It is shown at every start until there is an account.",
        ]),
    "",
    "  Ctrl-C ends everything.",
    "",
  ];
  return lines.join("\n");
}

/** Warnings about settings that are allowed but rarely intended. */
function cautions({ plainHttp, publicUrl, host, role }: Config): string[] {
  const network = !isLoopbackName(host);
  if (role === "worker" || role === "follower") return [];
  return [
    ...(plainHttp ? [`${publicUrl} is plain http: passwords, sessions and API keys travel readable`] : []),
    ...(network && isLoopbackName(new URL(publicUrl).hostname)
      ? [
          `listening on ${host}, but requests are answered only under ${publicUrl}: set KP_PUBLIC_URL to the address that other machines open (plain http also needs KP_ALLOW_HTTP=true)`,
        ]
      : []),
  ];
}

async function main(): Promise<void> {
  // Files are for the gateway's user alone, whichever part writes them: database, keys, simulated chain.
  process.umask(0o077);
  const config = readConfig();
  const log = pino({ level: config.logLevel, redact: ["req.headers.authorization", "req.headers.cookie"] });
  for (const fault of ["unhandledRejection", "uncaughtException"] as const) {
    process.on(fault, (reason: unknown) => {
      // Ending is safer than continuing in an unknown state: everything acknowledged is in the database.
      log.fatal({ err: reason, faultId: randomUUID() }, fault);
      process.exit(1);
    });
  }
  const composed = compose(config, {
    log,
    assets: {
      dashboard: built("apps/dashboard/dist"),
      widget: built("packages/widget/dist"),
      guides: built("docs/guides"),
      collections: built("docs/collections"),
    },
  });
  // Before anything is started: an embedded database must not keep running after an early Ctrl-C.
  const stopping = stopOnSignals(composed, log);
  const gateway = await composed;
  if (stopping()) return;
  await gateway.start();
  for (const text of cautions(config)) log.warn(text);
  if (!stopping()) console.log(whereToLook(gateway, config, await gateway.setupCode()));
}

const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** The first signal shuts down in order, a second one exits at once. Returns a function: is a shutdown under way? */
function stopOnSignals(
  composed: Promise<Gateway>,
  log: { info(text: string): void; error(fields: object, text: string): void },
): () => boolean {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info("stopping");
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    try {
      await (await composed).stop();
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, "stopping failed");
      process.exit(1);
    }
  };
  for (const signal of SIGNALS) process.on(signal, () => void stop());
  return () => stopping;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
