import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { KaspaPay } from "../../client.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../failures.ts";
import { saveProfile } from "../profiles.ts";

export const login: Command = {
  name: "login",
  summary: "Save a key in a profile, after asking the gateway whether it is good",
  options: { url: { value: "url", description: "The gateway's address; default KP_URL" } },
  notes: [
    "The key is asked for without showing it, or read from standard input: kaspa-pay login --url … < key.txt",
    "Profiles are in KP_CONFIG_DIR, or kaspa-pay below the folder of settings, in a file that only you can read.",
  ],
  async run({ options, env, output, profile: name = env.KP_PROFILE ?? "default" }) {
    const url = options.url ?? env.KP_URL;
    if (typeof url !== "string" || url === "") throw new UsageError("--url is missing");
    const api = (key: string) => new KaspaPay({ baseUrl: url, apiKey: key });
    // A wrong address is named before a key is asked for.
    api("kp_test_");
    const key = await askKey(output.notice);
    const { storeId } = await api(key).account.retrieve();
    const path = saveProfile(env, name, { url, key });
    const saved = { profile: name, url, storeId, file: path };
    output.object(saved, Object.keys(saved));
  },
};

async function askKey(notice: (line: string) => void): Promise<string> {
  const terminal = process.stdin.isTTY === true;
  if (terminal) notice("Key (it is not shown):");
  // The terminal's echo goes nowhere.
  const nowhere = new Writable({ write: (_, __, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal });
  try {
    for await (const line of lines) {
      const key = line.trim();
      if (!/^kp_(live|test)_\S+$/.test(key))
        throw new UsageError("This is no API key: they begin with kp_live_ or kp_test_");
      return key;
    }
    throw new UsageError("No key was given");
  } finally {
    lines.close();
  }
}
