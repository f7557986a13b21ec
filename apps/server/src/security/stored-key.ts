import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A secret that is drawn once and kept in the data folder (0600). Processes that start at the same time agree on one.
 * @throws Error when it is missing and must not be made again
 */
export async function storedKey(
  dataDir: string,
  name: string,
  mayCreate: () => Promise<boolean> = async () => true,
): Promise<string> {
  const file = join(dataDir, name);
  const known = await readOrNull(file);
  if (known !== null) return known;
  if (!(await mayCreate())) {
    throw new Error(
      `${file} is missing, and the database holds secrets sealed with it: put it back from your backup`,
    );
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return (await readOrNull(file)) ?? "";
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
