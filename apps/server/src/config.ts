// The only reader of the environment: parsed once, every fault named in one message, frozen.
import { readFileSync } from "node:fs";
import { z } from "zod";

export type ServerRole = "all" | "api" | "worker" | "follower";

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly masterKey: string | null;
  readonly nodes: Readonly<Record<"mainnet" | "testnet-10" | "simnet", readonly string[]>>;
  readonly sim: boolean;
  readonly simPort: number;
  readonly simControlPort: number;
  readonly simToken: string | null;
  readonly role: ServerRole;
  readonly registration: "first" | "open" | "invite";
  readonly webhookAllowPrivate: boolean;
  readonly trustProxy: readonly string[];
  readonly metricsToken: string | null;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  readonly priceSources: readonly string[] | null;
  readonly fixedRate: string | null;
  readonly production: boolean;
}

/** Thrown with every fault at once, in words for the operator. */
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

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);
const nodeList = list.refine(
  (urls) => urls.every((url) => /^(?:ws|http)s?:\/\/[^\s/]+/.test(url) && URL.canParse(url)),
  "is a comma list of ws(s):// or http(s):// URLs",
);
const port = z
  .string()
  .regex(/^\d+$/, "is a number")
  .transform(Number)
  .refine((n) => n <= 65_535, "is at most 65535");
const flag = (on: string, off: string) =>
  z.enum([on, off], `is ${on} or ${off}`).transform((text) => text === on);
const httpUrl = z
  .string()
  .refine((text) => /^https?:\/\/[^\s/?#]+$/.test(text), "is http(s)://host without a path");
const text = z.string().min(1);

const PRICE_SOURCE = /^(?:coingecko|kraken|coinpaprika|kaspa-rest)(?:=https?:\/\/[^\s/?#]\S*)?$/;
const priceSources = list.refine(
  (entries) => entries.length > 0 && entries.every((entry) => PRICE_SOURCE.test(entry)),
  "is a comma list out of coingecko, kraken, coinpaprika, kaspa-rest, each alone or with =https://…",
);
const OWN_RATE = /^(?:[A-Za-z]{3}\s*[=:]\s*)?(?=[0-9.]*[1-9])\d{1,12}(?:\.\d{1,18})?$/;
const ownRates = text.refine(
  (rates) => rates.split(",").every((rate) => OWN_RATE.test(rate.trim())),
  "is 0.10 for US dollars per KAS, or a list like USD=0.10,EUR=0.09",
);
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
  HOST: { schema: text, standard: "127.0.0.1", help: "Address to listen on." },
  KP_PUBLIC_URL: {
    schema: httpUrl,
    shown: "`http://localhost:$PORT`",
    help: "The only base for links, mails and redirects; https is required once a mainnet node is configured.",
  },
  DATABASE_URL: {
    schema: text,
    shown: "embedded PostgreSQL in `$KP_DATA_DIR`",
    help: "PostgreSQL to use instead of the embedded one.",
    secret: true,
  },
  KP_DATA_DIR: {
    schema: text,
    standard: "./.data",
    help: "Embedded database, generated keys, simulated chain.",
  },
  KP_MASTER_KEY: {
    schema: text,
    shown: "generated into the data folder while only simnet is served",
    help: "32 bytes of base64: the root of all derived secrets. Required with a real network.",
    secret: true,
  },
  KASPA_NODES_MAINNET: {
    schema: nodeList,
    help: "Nodes in order of preference, mainnet is served when set: `ws(s)://` = wRPC JSON of a node, `http(s)://` = a Kaspa REST API such as `https://api.kaspa.org`, meant as a way out while no own node answers.",
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
    schema: text,
    shown: "generated into the data folder",
    help: "Bearer token of the control API.",
    secret: true,
  },
  KP_ROLE: {
    schema: z.enum(["all", "api", "worker", "follower"], "is all, api, worker or follower"),
    standard: "all",
    help: "What this process does: `all`, `api`, `worker` (deliveries, clean-up) or `follower` (chain).",
  },
  KP_REGISTRATION: {
    schema: z.enum(["first", "open", "invite"], "is first, open or invite"),
    standard: "first",
    help: "Who may register: `first` (only the first user), `open`, `invite`.",
  },
  KP_WEBHOOK_ALLOW_PRIVATE: {
    schema: flag("true", "false"),
    standard: "false",
    help: "Lets webhooks go to private addresses and plain http. Simulated stores may reach loopback while the public URL is loopback.",
  },
  KP_TRUST_PROXY: {
    schema: list,
    help: "Comma list of proxy addresses or ranges whose X-Forwarded-For is believed.",
  },
  KP_METRICS_TOKEN: {
    schema: text,
    shown: "metrics on loopback only",
    help: "Bearer token of /metrics and of details in /readyz.",
    secret: true,
  },
  KP_LOG_LEVEL: {
    schema: z.enum(levels, `is one of ${levels.join(", ")}`),
    standard: "info",
    help: "Least level that is logged.",
  },
  SMTP_URL: {
    schema: text,
    shown: "no mail",
    help: "`smtp://user:password@host:587` or `smtps://…`.",
    secret: true,
  },
  KP_MAIL_FROM: { schema: text, shown: "`kaspa-pay <kaspa-pay@localhost>`", help: "Sender of mails." },
  KP_PRICE_SOURCES: {
    schema: priceSources,
    shown: "all",
    help: "Comma list out of coingecko, kraken, coinpaprika, kaspa-rest; `kraken=https://proxy.example` asks one elsewhere.",
  },
  KP_FIXED_RATE: { schema: ownRates, help: "Own rate: `0.10` (USD per KAS) or `USD=0.10,EUR=0.09`." },
  NODE_ENV: { schema: text, help: "`production` forbids webhooks to loopback." },
} satisfies Record<string, Setting>;

type Name = keyof typeof SETTINGS;
type Values = { [N in Name]: z.output<(typeof SETTINGS)[N]["schema"]> | undefined };

/** @throws ConfigError naming every fault */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const values = readAll(env, faults);
  const config = toConfig(values);
  faults.push(...contradictions(config));
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

function readAll(env: NodeJS.ProcessEnv, faults: string[]): Values {
  const values: Partial<Record<Name, unknown>> = {};
  for (const [name, setting] of Object.entries(SETTINGS) as [Name, Setting][]) {
    const given = givenFor(name, setting, env, faults) ?? setting.standard;
    if (given === undefined) continue;
    const parsed = setting.schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else faults.push(`${name} ${parsed.error.issues[0]?.message ?? "is not valid"}`);
  }
  return values as Values;
}

/** An empty value counts as unset, as compose files write it. */
function givenFor(
  name: Name,
  setting: Setting,
  env: NodeJS.ProcessEnv,
  faults: string[],
): string | undefined {
  const direct = env[name]?.trim() || undefined;
  const file = setting.secret === true ? env[`${name}_FILE`]?.trim() || undefined : undefined;
  if (file === undefined) return direct;
  if (direct !== undefined) faults.push(`${name} and ${name}_FILE are both set: use one`);
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    faults.push(`${name}_FILE cannot be read`);
    return undefined;
  }
}

function toConfig(values: Values): Config {
  const portNumber = values.PORT ?? 3000;
  return {
    port: portNumber,
    host: values.HOST ?? "127.0.0.1",
    publicUrl: values.KP_PUBLIC_URL ?? `http://localhost:${portNumber}`,
    databaseUrl: values.DATABASE_URL ?? null,
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
    production: values.NODE_ENV === "production",
  };
}

function contradictions(config: Config): string[] {
  const faults: string[] = [];
  const { nodes } = config;
  const real = nodes.mainnet.length + nodes["testnet-10"].length > 0;
  if (nodes.mainnet.length > 0 && !config.publicUrl.startsWith("https://")) {
    faults.push("KP_PUBLIC_URL must begin with https:// because a mainnet node is configured");
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
