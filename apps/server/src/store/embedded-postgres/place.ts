import { randomBytes } from "node:crypto";
import { chmod, chown, link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** PostgreSQL refuses to run as root and needs a uid with a passwd entry; this one is `nobody` everywhere. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const SYSTEM_FOLDER = "/var/lib/kaspa-pay";
const POINTER = "postgres-location";
/** Folder names carry it: a major version never opens another one's files. */
const POSTGRES_MAJOR = 18;

type User = { readonly uid: number; readonly gid: number };

/** Where the server's files live, and as whom its programs run (`undefined` = as ourselves). */
export type Place = { readonly folder: string; readonly runAs: User | undefined };

export function clusterFolder(place: Pick<Place, "folder">): string {
  return join(place.folder, `postgres-${POSTGRES_MAJOR}`);
}

/**
 * Chooses the folder of the embedded server. As root it must be one that the server's user can reach; a data
 * folder below an unreadable one (root's home, a 0700 checkout) gets a folder of its own under /var/lib.
 * A pointer inside the data folder names it, so that moving the data folder keeps the database and deleting
 * the data folder means a fresh one.
 */
export async function choosePlace(dataDir: string): Promise<Place> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  if (process.platform === "win32") return { folder: dataDir, runAs: undefined };
  const known = await readFile(join(dataDir, POINTER), "utf8").catch(() => undefined);
  const folder = known?.trim() ?? dataDir;
  const owner = await stat(clusterFolder({ folder })).catch(() => undefined);
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new Error(
        `The database in ${clusterFolder({ folder })} belongs to uid ${owner.uid}. ` +
          "Start as the user that made it (root, if it was made by root), or choose another KP_DATA_DIR.",
      );
    }
    return { folder, runAs: undefined };
  }
  const runAs = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
  if (known === undefined && (await isReachable(dataDir, runAs.uid))) return { folder, runAs };
  return { folder: await systemFolder(dataDir, runAs.uid), runAs };
}

async function systemFolder(dataDir: string, uid: number): Promise<string> {
  const fresh = join(SYSTEM_FOLDER, randomBytes(8).toString("hex"));
  const folder = (await claimFile(join(dataDir, POINTER), `${fresh}\n`)).trim();
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if (await isReachable(folder, uid)) return folder;
  throw new Error(
    `As root, PostgreSQL runs as uid ${uid}, which can enter neither ${dataDir} nor ${folder}. ` +
      "Set KP_DATA_DIR to a folder that everybody can enter, or DATABASE_URL to use a PostgreSQL of your own.",
  );
}

/** Hands a path to the user that runs the server. */
export async function giveTo(place: Place, path: string, mode: number): Promise<void> {
  await chmod(path, mode);
  if (place.runAs) await chown(path, place.runAs.uid, place.runAs.gid);
}

/** Creates the file with this text unless it exists; either way answers what it holds. Atomic, so rivals agree. */
export async function claimFile(path: string, text: string): Promise<string> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft);
  }
  return readFile(path, "utf8");
}

async function isReachable(folder: string, user: number): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    const { mode, uid } = await stat(path);
    if (!(mode & (uid === user ? 0o100 : 0o001))) return false;
    if (path === dirname(path)) return true;
  }
}
