import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { claimFile, type DataFolder } from "./data-folder.ts";
import { birthOf, isAlive } from "./living.ts";

/** What `postgres.json` (0600) holds: how to reach the server and which process may stop it. */
export type ServerRecord = {
  readonly password: string;
  readonly port?: number;
  readonly ownerPid?: number;
  /** Distinguishes a running owner from another process that got its id later. */
  readonly ownerBirth?: string;
};

/** Reads the record, or makes one with a new password the first time. Parallel processes get the same password. */
export async function openRecord(dataFolder: DataFolder): Promise<ServerRecord> {
  const first: ServerRecord = { password: randomBytes(24).toString("base64url") };
  return JSON.parse(await claimFile(fileIn(dataFolder), `${JSON.stringify(first)}\n`)) as ServerRecord;
}

/** The superuser's password, in a file of its own (0600): the gateway works without it. */
export async function adminPassword(dataFolder: DataFolder): Promise<string> {
  const fresh = randomBytes(24).toString("base64url");
  return (await claimFile(join(dataFolder.folder, "postgres-admin"), `${fresh}\n`)).trim();
}

/** Notes this process as the owner of the server on that port. */
export async function takeOwnership(dataFolder: DataFolder, port: number): Promise<void> {
  const { password } = await openRecord(dataFolder);
  const birth = birthOf(process.pid);
  const own: ServerRecord = { password, port, ownerPid: process.pid, ...(birth && { ownerBirth: birth }) };
  const draft = `${fileIn(dataFolder)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(own)}\n`, { mode: 0o600, flush: true });
  await rename(draft, fileIn(dataFolder));
}

export async function isOwner(dataFolder: DataFolder): Promise<boolean> {
  const record = JSON.parse(
    await readFile(fileIn(dataFolder), "utf8").catch(() => "{}"),
  ) as Partial<ServerRecord>;
  return record.ownerPid === process.pid && record.ownerBirth === birthOf(process.pid);
}

export function hasLivingOwner(record: ServerRecord): boolean {
  if (record.ownerPid === undefined) return false;
  return isAlive(record.ownerPid) && record.ownerBirth === birthOf(record.ownerPid);
}

function fileIn(dataFolder: DataFolder): string {
  return join(dataFolder.folder, "postgres.json");
}
