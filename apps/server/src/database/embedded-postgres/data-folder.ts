import { randomBytes } from "node:crypto";
import { chmod, chown, lchown, link, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isLiving } from "./living.ts";

/** User of services that have none of their own: it must not own anything of value. */
const NOBODY = { uid: 65_534, gid: 65_534 };
/**
 * PostgreSQL refuses to run as root. Without a user of that name its files belong to a uid that no system assigns:
 * between the dynamic users of systemd and `nobody`, and below 65 536, so that it exists in containers.
 */
const USER_NAME = "kaspa-pay";
const UNUSED = { uid: 65_528, gid: 65_528 };
const SYSTEM_FOLDER = "/var/lib/kaspa-pay";
const POINTER = "postgres-location";
/** Part of folder names: a major version never opens another one's files. */
const POSTGRES_MAJOR = 18;

type User = { readonly uid: number; readonly gid: number };

/** Where the server's files live, and as whom its programs run (`undefined` = as ourselves). */
export type DataFolder = {
  readonly folder: string;
  readonly runAs: User | undefined;
  /**
   * As whom `initdb` runs, which alone needs a user with a name: `nobody`, in the group of the server's user, for the
   * moment in which the cluster is made. Absent = as the others.
   */
  readonly initAs?: User;
};

export function clusterFolder(dataFolder: Pick<DataFolder, "folder">): string {
  return join(dataFolder.folder, `postgres-${POSTGRES_MAJOR}`);
}

/** A folder made as root must be accessible to the server's user. An existing folder keeps its mode. */
async function makePrivateFolder(dataDir: string): Promise<void> {
  const made = await mkdir(dataDir, { recursive: true });
  if (made !== undefined) await chmod(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/**
 * Chooses the folder of the embedded server. As root it must be one that the server's user can reach; a data
 * folder below an unreadable one (root's home, a 0700 checkout) gets a folder of its own under /var/lib.
 * A pointer inside the data folder names it, so that moving the data folder keeps the database and deleting
 * the data folder means a fresh one.
 */
export async function chooseDataFolder(dataDir: string): Promise<DataFolder> {
  await makePrivateFolder(dataDir);
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
  const named = await namedUser();
  const own = named ?? UNUSED;
  const made = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : own;
  const runAs = made.uid === NOBODY.uid && (await takeFromNobody(folder, own)) ? own : made;
  const users = { runAs, ...(named === null && { initAs: { uid: NOBODY.uid, gid: own.gid } }) };
  if (known === undefined && (await isReachable(dataDir, runAs.uid))) return { folder, ...users };
  return { folder: await systemFolder(dataDir, runAs.uid), ...users };
}

async function namedUser(): Promise<User | null> {
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const [, uid, gid] = new RegExp(`^${USER_NAME}:[^:]*:(\\d+):(\\d+):`, "m").exec(passwd) ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

/** Files of an older version, unless a server is still running on them. */
async function takeFromNobody(folder: string, user: User): Promise<boolean> {
  const lock = await readFile(join(clusterFolder({ folder }), "postmaster.pid"), "utf8").catch(() => "");
  if (isLiving(Number(lock.split("\n")[0]))) return false;
  await giveAllTo(clusterFolder({ folder }), user);
  return true;
}

/** Hands over a folder with everything in it. */
export async function giveAllTo(path: string, user: User): Promise<void> {
  await lchown(path, user.uid, user.gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) await giveAllTo(inner, user);
    else await lchown(inner, user.uid, user.gid);
  }
}

async function systemFolder(dataDir: string, uid: number): Promise<string> {
  const fresh = join(SYSTEM_FOLDER, randomBytes(8).toString("hex"));
  const folder = (await claimFile(join(dataDir, POINTER), `${fresh}\n`)).trim();
  await mkdir(folder, { recursive: true });
  // The server's user may enter it and nobody may list it, whatever the mask of this process.
  await chmod(SYSTEM_FOLDER, 0o711);
  await chmod(folder, 0o711);
  if (await isReachable(folder, uid)) return folder;
  throw new Error(
    `As root, PostgreSQL runs as uid ${uid}, which can enter neither ${dataDir} nor ${folder}. ` +
      "Set KP_DATA_DIR to a folder that everybody can enter, or DATABASE_URL to use a PostgreSQL of your own.",
  );
}

/** Hands a path to a user, or leaves it to ourselves. */
export async function giveTo(user: User | undefined, path: string, mode: number): Promise<void> {
  await chmod(path, mode);
  if (user) await chown(path, user.uid, user.gid);
}

/** Creates the file with this text unless it exists, and answers what it holds. Atomic: parallel processes agree. */
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
