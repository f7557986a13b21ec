// The only reader of the environment: parsed once, all faults named in one message, frozen. It is longer than 300 lines
// because the settings are one table.
import { readFileSync } from "node:fs";
import { REGISTRATION_POLICIES, type RegistrationPolicy, WEBHOOK_PORTS_TEXT } from "@kaspa-pay/core";
import type { z } from "zod";
import { SOURCE_KINDS_TEXT } from "./chain/sources/kinds.ts";
import { type ConfiguredLimits, limitsText, STANDARD_LIMITS } from "./config/limits.ts";
import { isPlainHttp } from "./config/public-url.ts";
import {
  bearerToken,
  choice,
  databaseUrl,
  flag,
  listenAddress,
  masterKey,
  nodeList,
  ownRates,
  PRICE_SOURCES_HELP,
  poolSize,
  port,
  priceSources,
  proxies,
  publicUrl,
  sender,
  smtpUrl,
  text,
} from "./config/values.ts";
import type { ChainNetwork } from "./runtime/network.ts";

/** What a process does of the gateway's work. */
export const SERVER_ROLES = ["all", "api", "worker", "follower"] as const;
export type ServerRole = (typeof SERVER_ROLES)[number];

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly masterKey: string | null;
  readonly nodes: Readonly<Record<ChainNetwork, readonly string[]>>;
  readonly sim: boolean;
  readonly simPort: number;
  readonly simControlPort: number;
  readonly simToken: string | null;
  readonly role: ServerRole;
  readonly registration: RegistrationPolicy;
  /** Connections to the database for requests and deliveries. */
  readonly dbPool: number;
  /** The public URL is plain http and not this machine: allowed by a setting, and shown in the dashboard. */
  readonly plainHttp: boolean;
  readonly webhookAllowPrivate: boolean;
  readonly trustProxy: readonly string[];
  readonly metricsToken: string | null;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  readonly priceSources: readonly string[] | null;
  readonly fixedRate: string | null;
  readonly limits: ConfiguredLimits;
  readonly production: boolean;
}

/** Thrown with every fault at once, as text for the operator. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n- ${faults.join("\n- ")}`,
    );
    this.faults = faults;
  }
}

const levels = ["fatal", "error", "warn", "info", "debug", "silent"] as const;

interface Setting {
  schema: z.ZodType<unknown, string>;
  /** As text; absent = unset. */
  standard?: string;
  /** Shown in the documentation instead of the default. */
  shown?: string;
  help: string;
  /** May hold a credential: `NAME_FILE` is read too. */
  secret?: boolean;
}

const SETTINGS = {
  PORT: { schema: port, standard: "3000", help: "HTTP port; 0 = any free one." },
  HOST: { schema: listenAddress, standard: "127.0.0.1", help: "Address to listen on." },
  KP_PUBLIC_URL: {
    schema: publicUrl,
    shown: "`http://localhost:$PORT`",
    help: "The only base for links, mails and redirects, and the only name besides loopback names that requests may come for. Host and port without a path; https is required once a mainnet node is configured.",
  },
  KP_ALLOW_HTTP: {
    schema: flag("true", "false"),
    standard: "false",
    help: "Lets `KP_PUBLIC_URL` be plain http on a host that is not this machine. Passwords and tokens then travel readable: for a private network that you trust.",
  },
  DATABASE_URL: {
    schema: databaseUrl,
    shown: "embedded PostgreSQL in `$KP_DATA_DIR`",
    help: "PostgreSQL (15 or newer) to use instead of the embedded one: `postgres://user:password@host:5432/database`. A direct connection or a pooler in session mode.",
    secret: true,
  },
  KP_DB_POOL: {
    schema: poolSize,
    standard: "10",
    help: "Connections to the database for requests and deliveries; a process uses up to 4 more for itself (chain follower and change notifications).",
  },
  KP_DATA_DIR: {
    schema: text,
    standard: "./.data",
    help: "Embedded database, generated keys, simulated chain.",
  },
  KP_MASTER_KEY: {
    schema: masterKey,
    shown: "generated into the data folder while only simnet is served",
    help: "32 bytes of base64: the root of all derived secrets. Required with a real network.",
    secret: true,
  },
  KASPA_NODES_MAINNET: {
    schema: nodeList,
    help: `Nodes in order of preference, mainnet is served when set: ${SOURCE_KINDS_TEXT}.`,
    secret: true,
  },
  KASPA_NODES_TESTNET10: { schema: nodeList, help: "The same for testnet-10.", secret: true },
  KASPA_NODES_SIMNET: {
    schema: nodeList,
    help: "The same for simnet, instead of the embedded simulator.",
    secret: true,
  },
  KP_SIM: {
    schema: flag("on", "off"),
    standard: "on",
    help: "The embedded simulated node as network simnet; `off` forbids it.",
  },
  KP_SIM_PORT: {
    schema: port,
    standard: "18510",
    help: "wRPC and demo wallet of the simulator; 0 = any free port.",
  },
  KP_SIM_CONTROL_PORT: {
    schema: port,
    standard: "18511",
    help: "Control API of the simulator, on loopback.",
  },
  KP_SIM_TOKEN: {
    schema: bearerToken,
    shown: "generated into the data folder",
    help: "Bearer token of the control API.",
    secret: true,
  },
  KP_ROLE: {
    schema: choice(SERVER_ROLES),
    standard: "all",
    help: "What this process does: `all`, `api`, `worker` (deliveries, clean-up) or `follower` (chain).",
  },
  KP_REGISTRATION: {
    schema: choice(REGISTRATION_POLICIES),
    standard: "first",
    help: "Who may register: `first` (only the first user), `open` (everybody), `invite` (the first user, then only with an invitation; invitations cannot be made yet), `closed` (nobody).",
  },
  KP_WEBHOOK_ALLOW_PRIVATE: {
    schema: flag("true", "false"),
    standard: "false",
    help: `Lets webhooks of every store go to private addresses, other ports and plain http. Without it they go to public addresses over https on port ${WEBHOOK_PORTS_TEXT}; simulated stores may also reach loopback, on any port, while the public URL is loopback and \`NODE_ENV\` is not \`production\`.`,
  },
  KP_TRUST_PROXY: {
    schema: proxies,
    help: "Comma list of proxy addresses or ranges whose X-Forwarded-For and X-Forwarded-Host are believed.",
  },
  KP_METRICS_TOKEN: {
    schema: bearerToken,
    shown: "nobody sees details",
    help: "Bearer token that shows the details of each entry of /readyz. Metrics are not built yet.",
    secret: true,
  },
  KP_LOG_LEVEL: {
    schema: choice(levels),
    standard: "info",
    help: "Least level that is logged.",
  },
  SMTP_URL: {
    schema: smtpUrl,
    shown: "no mail",
    help: "`smtp://user:password@host:587` or `smtps://…`.",
    secret: true,
  },
  KP_MAIL_FROM: { schema: sender, shown: "`kaspa-pay <kaspa-pay@localhost>`", help: "Sender of mails." },
  KP_PRICE_SOURCES: {
    schema: priceSources,
    shown: "all",
    help: PRICE_SOURCES_HELP,
  },
  KP_FIXED_RATE: { schema: ownRates, help: "Own rate: `0.10` (USD per KAS) or `USD=0.10,EUR=0.09`." },
  KP_LIMITS: {
    schema: limitsText,
    shown: "see below",
    help: "How often what may be asked: `name=number,…`, for example `writes=500,link=5000`. What is left out keeps its default.",
  },
  NODE_ENV: { schema: text, help: "`production` forbids webhooks to loopback." },
} satisfies Record<string, Setting>;

type Name = keyof typeof SETTINGS;
type Values = { [N in Name]: z.output<(typeof SETTINGS)[N]["schema"]> | undefined };

/** @throws ConfigError naming every fault */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const values = readAll(env, faults);
  const config = toConfig(values);
  faults.push(...contradictions(config, values));
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

function readAll(env: NodeJS.ProcessEnv, faults: string[]): Values {
  const values: Partial<Record<Name, unknown>> = {};
  for (const [name, setting] of Object.entries(SETTINGS) as [Name, Setting][]) {
    const found = givenFor(name, setting, env, faults);
    const given = found?.value ?? setting.standard;
    if (given === undefined) continue;
    const parsed = setting.schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    for (const issue of parsed.error?.issues ?? []) faults.push(`${found?.from ?? name} ${issue.message}`);
  }
  return values as Values;
}

interface Given {
  value: string;
  /** Name of the variable that a message about this value names. */
  from: string;
}

/** An empty value counts as unset, as compose files write it. */
function givenFor(name: Name, setting: Setting, env: NodeJS.ProcessEnv, faults: string[]): Given | undefined {
  const direct = env[name]?.trim() || undefined;
  const file = setting.secret === true ? env[`${name}_FILE`]?.trim() || undefined : undefined;
  if (file === undefined) return direct === undefined ? undefined : { value: direct, from: name };
  if (direct !== undefined) faults.push(`${name} and ${name}_FILE are both set: use one`);
  const from = `${name} (read from the file that ${name}_FILE names)`;
  try {
    const value = readFileSync(file, "utf8").trim();
    if (value !== "") return { value, from };
    faults.push(`${name}_FILE names an empty file: write the value into it, or unset the variable`);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown";
    faults.push(
      `${name}_FILE names a file that cannot be read (${reason}): check its path, and that the gateway's user may read it`,
    );
  }
  return undefined;
}

function toConfig(values: Values): Config {
  const portNumber = values.PORT ?? 3000;
  const publicOrigin = values.KP_PUBLIC_URL ?? `http://localhost:${portNumber}`;
  return {
    port: portNumber,
    host: values.HOST ?? "127.0.0.1",
    publicUrl: publicOrigin,
    plainHttp: isPlainHttp(publicOrigin),
    databaseUrl: values.DATABASE_URL ?? null,
    dbPool: values.KP_DB_POOL ?? 10,
    dataDir: values.KP_DATA_DIR ?? "./.data",
    masterKey: values.KP_MASTER_KEY ?? null,
    nodes: {
      mainnet: values.KASPA_NODES_MAINNET ?? [],
      "testnet-10": values.KASPA_NODES_TESTNET10 ?? [],
      simnet: values.KASPA_NODES_SIMNET ?? [],
    },
    sim: (values.KP_SIM ?? true) && (values.KASPA_NODES_SIMNET ?? []).length === 0,
    simPort: values.KP_SIM_PORT ?? 18_510,
    simControlPort: values.KP_SIM_CONTROL_PORT ?? 18_511,
    simToken: values.KP_SIM_TOKEN ?? null,
    role: values.KP_ROLE ?? "all",
    registration: values.KP_REGISTRATION ?? "first",
    webhookAllowPrivate: values.KP_WEBHOOK_ALLOW_PRIVATE ?? false,
    trustProxy: values.KP_TRUST_PROXY ?? [],
    metricsToken: values.KP_METRICS_TOKEN ?? null,
    logLevel: values.KP_LOG_LEVEL ?? "info",
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.KP_MAIL_FROM ?? null,
    priceSources: values.KP_PRICE_SOURCES ?? null,
    fixedRate: values.KP_FIXED_RATE ?? null,
    limits: values.KP_LIMITS ?? STANDARD_LIMITS,
    production: values.NODE_ENV === "production",
  };
}

function contradictions(config: Config, values: Values): string[] {
  const faults: string[] = [];
  const { nodes } = config;
  const real = nodes.mainnet.length + nodes["testnet-10"].length > 0;
  if (nodes.mainnet.length > 0 && !config.publicUrl.startsWith("https://")) {
    faults.push("KP_PUBLIC_URL must begin with https:// because a mainnet node is configured");
  } else if (config.plainHttp && values.KP_ALLOW_HTTP !== true) {
    faults.push(
      "KP_PUBLIC_URL is plain http on a host that is not this machine: passwords, session cookies and API keys would travel readable. Put a proxy with a certificate in front and write https://…, or, on a private network that you trust, set KP_ALLOW_HTTP=true",
    );
  }
  if (real && config.masterKey === null) {
    faults.push("KP_MASTER_KEY is required with a real network; make one with: openssl rand -base64 32");
  }
  if (!real && nodes.simnet.length === 0 && !config.sim) {
    faults.push(
      "no network is served: set KASPA_NODES_MAINNET, KASPA_NODES_TESTNET10 or KASPA_NODES_SIMNET, or KP_SIM=on",
    );
  }
  return faults;
}

export interface SettingDescription {
  name: string;
  standard: string;
  help: string;
  fromFile: boolean;
}

/** Rows of `docs/configuration.md`. */
export function describeConfig(): SettingDescription[] {
  return (Object.entries(SETTINGS) as [Name, Setting][]).map(([name, setting]) => ({
    name,
    standard: setting.shown ?? (setting.standard === undefined ? "unset" : `\`${setting.standard}\``),
    help: setting.help,
    fromFile: setting.secret === true,
  }));
}
