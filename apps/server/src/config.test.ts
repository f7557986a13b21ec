import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigError, describeConfig, loadConfig } from "./config.ts";

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
  expect(faultsOf({ ...env, KP_PUBLIC_URL: "https://pay.example", KP_MASTER_KEY: "x" })).toEqual([]);
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

test("a secret is read from its file; naming both is a fault, and so is a file that is not there", () => {
  const folder = mkdtempSync(join(tmpdir(), "kp-config-"));
  const file = join(folder, "key");
  writeFileSync(file, "c2VjcmV0\n");
  expect(loadConfig({ KP_MASTER_KEY_FILE: file }).masterKey).toBe("c2VjcmV0");
  expect(faultsOf({ KP_MASTER_KEY_FILE: file, KP_MASTER_KEY: "x" }).join()).toMatch("both set");
  expect(faultsOf({ KP_MASTER_KEY_FILE: join(folder, "none") }).join()).toMatch("cannot be read");
  rmSync(folder, { recursive: true });
});

test("the documentation lists every variable of the contract", () => {
  const names = describeConfig().map((row) => row.name);
  expect(names).toEqual(
    expect.arrayContaining(["PORT", "KP_SIM_TOKEN", "KP_FIXED_RATE", "KASPA_NODES_SIMNET"]),
  );
});
