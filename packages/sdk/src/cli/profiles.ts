// Keys of the command line. They come from the environment or from a file that only its owner can read, never from
// arguments, which every user of a machine can see.
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UsageError } from "./failures.ts";

export interface Profile {
  readonly url: string;
  readonly key: string;
}

const FILE = "profiles.json";
const OTHERS = 0o077;

/** Where profiles and cursors are: `KP_CONFIG_DIR`, or `kaspa-pay` below the user's folder of settings. */
export function configFolder(env: NodeJS.ProcessEnv): string {
  return env.KP_CONFIG_DIR ?? join(env.XDG_CONFIG_HOME ?? join(homedir(), ".config"), "kaspa-pay");
}

/**
 * The gateway to talk to: the profile that was asked for, else `KP_KEY` with `KP_URL`, else the profile of `KP_PROFILE`
 * or `default`.
 *
 * @throws UsageError
 */
export function findProfile(env: NodeJS.ProcessEnv, asked: string | undefined): Profile {
  const { KP_KEY: key, KP_URL: url } = env;
  if (asked === undefined && key) {
    if (!url) throw new UsageError("KP_KEY is set, KP_URL is not", "Set KP_URL to the gateway's address");
    return { url, key };
  }
  const name = asked ?? env.KP_PROFILE ?? "default";
  const profile = readProfiles(env)[name];
  if (profile === undefined)
    throw new UsageError(
      `There is no profile "${name}"`,
      `Run kaspa-pay login${name === "default" ? "" : ` --profile ${name}`}, or set KP_KEY and KP_URL`,
    );
  return profile;
}

/** Adds a profile, or replaces the one of that name. Answers the file's path. */
export function saveProfile(env: NodeJS.ProcessEnv, name: string, profile: Profile): string {
  const profiles = { ...readProfiles(env), [name]: profile };
  return writePrivately(env, FILE, `${JSON.stringify(profiles, null, 2)}\n`);
}

/** Writes a file that only its owner can read. */
function writePrivately(env: NodeJS.ProcessEnv, name: string, text: string): string {
  const folder = configFolder(env);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

function readProfiles(env: NodeJS.ProcessEnv): Record<string, Profile> {
  const path = join(configFolder(env), FILE);
  let text: string;
  try {
    const { mode } = statSync(path);
    if (process.platform !== "win32" && (mode & OTHERS) !== 0)
      throw new UsageError(`Other users can read ${path}, which holds keys`, `Run chmod 600 ${path}`);
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  return checked(path, text);
}

function checked(path: string, text: string): Record<string, Profile> {
  const fault = () =>
    new UsageError(`${path} is not a file of profiles`, "Delete it and run kaspa-pay login");
  let profiles: unknown;
  try {
    profiles = JSON.parse(text);
  } catch {
    throw fault();
  }
  if (typeof profiles !== "object" || profiles === null) throw fault();
  for (const profile of Object.values(profiles))
    if (typeof profile?.url !== "string" || typeof profile?.key !== "string") throw fault();
  return profiles as Record<string, Profile>;
}

const A_KEY = /kp_(live|test)_/;
const OPTION_FOR_A_KEY = /^--?(api[-_]?)?(key|token|secret)(=|$)/i;

/** @throws UsageError for a command line that holds a key; the message does not repeat it */
export function refuseKeys(words: readonly string[]): void {
  if (!words.some((word) => A_KEY.test(word) || OPTION_FOR_A_KEY.test(word))) return;
  throw new UsageError(
    "A key is never taken from the command line: other users and the shell's history can read it",
    "Run kaspa-pay login, which asks for it, or set KP_KEY. Revoke a key that you typed here",
  );
}
