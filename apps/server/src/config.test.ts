import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { STANDARD_LIMITS } from "./config/limits.ts";
import { ConfigError, describeConfig, loadConfig } from "./config.ts";

const KEY = randomBytes(32).toString("base64");

const faultsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

test("nothing set serves the simulated network on port 3000 with everything embedded", () => {
  const config = loadConfig({});
  expect(config).toMatchObject({
    port: 3000,
    publicUrl: "http://localhost:3000",
    sim: true,
    databaseUrl: null,
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test("every fault is named at once", () => {
  const faults = faultsOf({
    PORT: "http",
    KP_ROLE: "everything",
    KASPA_NODES_MAINNET: "grpc://node.example",
    KP_WEBHOOK_ALLOW_PRIVATE: "yes",
    KP_PUBLIC_URL: "pay.example/shop",
    KP_PRICE_SOURCES: "kraken,binance",
    KP_FIXED_RATE: "USD=0.0",
  });
  for (const name of [
    "PORT",
    "KP_ROLE",
    "KASPA_NODES_MAINNET",
    "KP_WEBHOOK_ALLOW_PRIVATE",
    "KP_PUBLIC_URL",
    "KP_PRICE_SOURCES",
    "KP_FIXED_RATE",
  ]) {
    expect(faults.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1);
  }
});

test("a mainnet node asks for https and for a master key of the operator", () => {
  const env = { KASPA_NODES_MAINNET: "ws://127.0.0.1:18110" };
  expect(faultsOf(env).join()).toMatch(/KP_PUBLIC_URL.*KP_MASTER_KEY/);
  expect(faultsOf({ ...env, KP_PUBLIC_URL: "https://pay.example", KP_MASTER_KEY: KEY })).toEqual([]);
});

test("KP_SIM=off without a node serves nothing and is refused; own simnet nodes replace the simulator", () => {
  expect(faultsOf({ KP_SIM: "off" }).join()).toMatch("no network is served");
  expect(loadConfig({ KASPA_NODES_SIMNET: "ws://127.0.0.1:18510" }).sim).toBe(false);
});

test("a list of nodes may mix wRPC nodes and REST APIs, in its order; there is none by default", () => {
  const list = "ws://127.0.0.1:18510, https://name:secret@kaspa.example/base";
  expect(loadConfig({ KASPA_NODES_SIMNET: list }).nodes.simnet).toEqual(list.split(", "));
  expect(faultsOf({ KASPA_NODES_SIMNET: "https://kaspa.example:99999" })).toHaveLength(1);
  expect(loadConfig({}).nodes).toEqual({ mainnet: [], "testnet-10": [], simnet: [] });
});

test("price sources and own rates are read as they are documented", () => {
  const sources = "kraken, coingecko=https://proxy.example/gecko, kaspa-rest";
  expect(loadConfig({ KP_PRICE_SOURCES: sources }).priceSources).toEqual(sources.split(", "));
  for (const rate of ["0.10", "usd=0.10, EUR:0.09"])
    expect(loadConfig({ KP_FIXED_RATE: rate }).fixedRate).toBe(rate);
  for (const bad of ["binance", "kraken=", "kraken=proxy", ","])
    expect(faultsOf({ KP_PRICE_SOURCES: bad })).toHaveLength(1);
  for (const bad of ["0", "USD=0.0", "-1", "1e3", "USD", "0,10,"])
    expect(faultsOf({ KP_FIXED_RATE: bad })).toHaveLength(1);
});

/** For each variable values that cannot be meant, and a word of the cure that its refusal holds. */
const BAD: Record<string, { values: string[]; cure: RegExp } | "anything"> = {
  PORT: { values: ["http", "-1", "65536", "1.5"], cure: /0 to 65535/ },
  HOST: { values: ["[::1]", "http://x", "a b"], cure: /IP address/ },
  KP_PUBLIC_URL: {
    values: [
      ...[
        "pay.example",
        "ftp://pay.example",
        "https://",
        "https://pay.example/shop",
        "https://pay.example?x=1",
      ],
      ...[
        "https://user:word@pay.example",
        "http://0.0.0.0:3000",
        "http://[::]:3000",
        "http://192.168.1.5:3000",
      ],
    ],
    cure: /must be|must not|must end|KP_ALLOW_HTTP/,
  },
  KP_ALLOW_HTTP: { values: ["yes", "1"], cure: /true or false/ },
  DATABASE_URL: {
    values: [
      ...["foo", "mysql://a@b/c", "postgres://u:hunter2#w@h/d", "postgres://u:hunter2/w@h/d"],
      ...["postgres://u:hunter2?w@h/d", "postgres://u:hunter2%w@h/d", "postgres://u:1/hunter2@h/d"],
      ...[
        "postgres://u:hunter2@h:notaport/d",
        "postgres://u:hunter2@h:70000/d",
        "postgres://u:hunter2@h:0/d",
      ],
      ...[
        "postgres://u:hunter2@/d",
        "postgres://u:hunter2@h",
        "postgres://u:hunter2@h/",
        "postgres:///d",
        "postgres://",
      ],
    ],
    cure: /%23|postgres:\/\/|65535|5432/,
  },
  KP_DB_POOL: { values: ["0", "many", "101", "-3"], cure: /1 to 100/ },
  KP_DATA_DIR: "anything",
  KP_MASTER_KEY: { values: ["x", Buffer.alloc(32).toString("base64")], cure: /openssl rand/ },
  KASPA_NODES_MAINNET: { values: ["grpc://node.example", "127.0.0.1:18110"], cure: /ws:\/\/127/ },
  KASPA_NODES_TESTNET10: { values: ["grpc://node.example"], cure: /ws:\/\/127/ },
  KASPA_NODES_SIMNET: { values: ["ws://host:99999"], cure: /ws:\/\/127/ },
  KP_SIM: { values: ["true", "no"], cure: /on or off/ },
  KP_SIM_PORT: { values: ["x"], cure: /0 to 65535/ },
  KP_SIM_CONTROL_PORT: { values: ["99999"], cure: /0 to 65535/ },
  KP_SIM_TOKEN: { values: ["two words", "schlüssel"], cure: /openssl rand/ },
  KP_ROLE: { values: ["everything"], cure: /all, api, worker, follower/ },
  KP_REGISTRATION: { values: ["nobody"], cure: /first, open, invite, closed/ },
  KP_WEBHOOK_ALLOW_PRIVATE: { values: ["yes"], cure: /true or false/ },
  KP_TRUST_PROXY: {
    values: ["1", "proxy.example", "10.0.0.0/33", "10.0.0.0/x", "true"],
    cure: /127\.0\.0\.1/,
  },
  KP_METRICS_TOKEN: { values: ["two words"], cure: /openssl rand/ },
  KP_LOG_LEVEL: { values: ["trace", "INFO"], cure: /fatal, error/ },
  SMTP_URL: {
    values: ["mail.example", "http://mail.example", "smtp://u:p#w@mail.example"],
    cure: /smtp:\/\/user/,
  },
  KP_MAIL_FROM: { values: ["kaspa-pay", "a@b\r\nBcc: x@y"], cure: /pay@example/ },
  KP_PRICE_SOURCES: { values: ["binance", "kraken=proxy"], cure: /coingecko/ },
  KP_FIXED_RATE: { values: ["0", "XQZ=1", "0,10"], cure: /USD=0\.10/ },
  KP_LIMITS: {
    values: ["reads", "reads=0", "reads=1.5", "reads=10000000", "other=1", "reads=1,reads=2", "reads=1,"],
    cure: /reads|writes=500/,
  },
  NODE_ENV: "anything",
};

test("a bad value of any variable is refused with a text that names the variable and the cure, and never the value", () => {
  expect(Object.keys(BAD).toSorted()).toEqual(
    describeConfig()
      .map((row) => row.name)
      .toSorted(),
  );
  for (const [name, bad] of Object.entries(BAD)) {
    if (bad === "anything") continue;
    for (const value of bad.values) {
      const faults = faultsOf({ [name]: value }).filter((fault) => fault.startsWith(name));
      expect([name, value, faults.length > 0]).toEqual([name, value, true]);
      expect(faults[0]).toMatch(bad.cure);
      expect(faults[0]).not.toContain("hunter2");
    }
  }
});

test("all variables that are wrong are named at once, those with secrets too", () => {
  const wrong = Object.entries(BAD).flatMap(([name, bad]) =>
    bad === "anything" ? [] : [[name, bad.values[0]]],
  );
  const faults = faultsOf(Object.fromEntries(wrong));
  for (const [name] of wrong) expect(faults.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1);
});

test("a connection string that PostgreSQL's own tools take is taken", () => {
  const good = [
    ...[
      "postgres://u:p@h:5432/d",
      "postgresql://u@h/d",
      "postgres://h/d?sslmode=require",
      "postgres://u:p@[::1]:5433/d",
    ],
    ...[
      "postgres://u:p%23%25%2F%3F%40@h/d",
      "postgres://u:p@w@h/d",
      "postgres://h:5432/d?host=/run/postgresql",
    ],
    "postgres:///d?host=/run/postgresql",
  ];
  for (const url of good) expect([url, faultsOf({ DATABASE_URL: url })]).toEqual([url, []]);
});

test("a public URL is kept as browsers write it", () => {
  const written = {
    "http://localhost:3000/": "http://localhost:3000",
    "HTTP://LocalHost:3000": "http://localhost:3000",
    "https://Pay.Example:443": "https://pay.example",
    "https://pay.example:8443/": "https://pay.example:8443",
    "http://[::1]:3000": "http://[::1]:3000",
  };
  for (const [given, kept] of Object.entries(written))
    expect(loadConfig({ KP_PUBLIC_URL: given }).publicUrl).toBe(kept);
});

test("plain http beyond this machine needs the operator's word, and a mainnet node forbids it all the same", () => {
  const env = { KP_PUBLIC_URL: "http://192.168.1.5:3000" };
  expect(faultsOf(env)).toEqual([expect.stringMatching(/^KP_PUBLIC_URL .*KP_ALLOW_HTTP=true/)]);
  expect(loadConfig({ ...env, KP_ALLOW_HTTP: "true" }).plainHttp).toBe(true);
  for (const url of [
    "http://localhost:3000",
    "http://shop.localhost",
    "http://127.0.0.1:3000",
    "https://pay.example",
  ])
    expect(loadConfig({ KP_PUBLIC_URL: url }).plainHttp).toBe(false);
  const mainnet = { KASPA_NODES_MAINNET: "ws://127.0.0.1:18110", KP_MASTER_KEY: KEY };
  expect(faultsOf({ ...env, ...mainnet, KP_ALLOW_HTTP: "true" })).toEqual([
    expect.stringMatching("https://"),
  ]);
});

test("a secret is read from its file; naming both is a fault, and so is a file that is empty or not there", () => {
  const folder = mkdtempSync(join(tmpdir(), "kp-config-"));
  const file = join(folder, "key");
  const put = (value: string): void => writeFileSync(file, value);
  put(`${KEY}\n`);
  expect(loadConfig({ KP_MASTER_KEY_FILE: file }).masterKey).toBe(KEY);
  expect(faultsOf({ KP_MASTER_KEY_FILE: file, KP_MASTER_KEY: KEY }).join()).toMatch("both set");
  for (const { name } of describeConfig().filter((row) => row.fromFile)) {
    const of = (path: string) => faultsOf({ [`${name}_FILE`]: path }).join();
    expect(of(join(folder, "none"))).toMatch(
      new RegExp(`^${name}_FILE names a file that cannot be read .*check its path`),
    );
    put("");
    expect(of(file)).toMatch(new RegExp(`^${name}_FILE names an empty file`));
    put("not what was meant: hunter2 @");
    expect(of(file)).toMatch(new RegExp(`^${name} \\(read from the file that ${name}_FILE names\\) `));
    expect(of(file)).not.toContain("hunter2");
  }
  rmSync(folder, { recursive: true });
});

test("KP_LIMITS sets what it names, leaves the rest at its standard, and one error lists all its faults", () => {
  const { limits } = loadConfig({ KP_LIMITS: "writes=500, link=5000" });
  expect(limits).toEqual({ ...STANDARD_LIMITS, writesPerMinute: 500, createPerLinkPerHour: 5000 });
  const faults = faultsOf({ KP_LIMITS: "nothing=1,reads=0,writes" });
  expect(faults.filter((fault) => fault.startsWith("KP_LIMITS"))).toHaveLength(3);
});
