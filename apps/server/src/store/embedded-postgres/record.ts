import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { claimFile, type Place } from "./place.ts";

/** What `postgres.json` (0600) holds: how to reach the server and which process may stop it. */
export type ServerRecord = {
  readonly password: string;
  readonly port?: number;
  readonly ownerPid?: number;
  /** Tells a living owner from a stranger that got its process id later. */
  readonly ownerBirth?: string;
};

/** Reads the record, making one with a fresh password the first time. Rivals get the same password. */
export async function openRecord(place: Place): Promise<ServerRecord> {
  const first: ServerRecord = { password: randomBytes(24).toString("base64url") };
  return JSON.parse(await claimFile(fileIn(place), `${JSON.stringify(first)}\n`)) as ServerRecord;
}

/** Notes this process as the owner of the server on that port. */
export async function takeOwnership(place: Place, port: number): Promise<void> {
  const { password } = await openRecord(place);
  const birth = birthOf(process.pid);
  const mine: ServerRecord = { password, port, ownerPid: process.pid, ...(birth && { ownerBirth: birth }) };
  const draft = `${fileIn(place)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(mine)}\n`, { mode: 0o600, flush: true });
  await rename(draft, fileIn(place));
}

export async function isOwner(place: Place): Promise<boolean> {
  const record = JSON.parse(await readFile(fileIn(place), "utf8").catch(() => "{}")) as Partial<ServerRecord>;
  return record.ownerPid === process.pid && record.ownerBirth === birthOf(process.pid);
}

export function hasLivingOwner(record: ServerRecord): boolean {
  if (record.ownerPid === undefined) return false;
  return isAlive(record.ownerPid) && record.ownerBirth === birthOf(record.ownerPid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Alive, and not a zombie that nobody reaped yet. */
export const isLiving = (pid: number): boolean => isAlive(pid) && birthOf(pid) !== "dead";

/** The kernel's start time of a process and nothing elsewhere; a zombie has none, for it is dead. */
function birthOf(pid: number): string | undefined {
  try {
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return state === "Z" ? "dead" : rest[18];
  } catch {
    return undefined;
  }
}

function fileIn(place: Place): string {
  return join(place.folder, "postgres.json");
}
