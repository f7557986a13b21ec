// The highest index given out for a key is the LENGTH of a file, one byte for each index. A file only grows by writing
// past its end, whichever process writes and in whatever order, so the mark can be raised without a lock and can never
// fall. docs/spec/kaspa-protocol.md#address-gap-and-reuse
import { constants } from "node:fs";
import { mkdir, open, stat } from "node:fs/promises";
import { join } from "node:path";
import { ApiError } from "@kaspa-pay/api-contract";
import { isOutOfRoom } from "../../database/connection/outage.ts";
import type { KeyRef } from "./address-records.ts";

const FOLDER = "address-marks";
/** Enough of the key's hash to distinguish keys, short enough for every file system. */
const NAME_LENGTH = 40;
const BYTE = Buffer.from("1");

/**
 * @param dataDir made when it is missing. Both methods throw when a mark cannot be kept: ApiError `unavailable` while the
 * disk is full, else the file system's error.
 */
export function createIndexHighWater(dataDir: string): IndexHighWater {
  const folder = join(dataDir, FOLDER);
  const nameOf = ({ network, keyHash }: KeyRef) => `${network}-${keyHash.slice(0, NAME_LENGTH)}`;
  return {
    async read(key) {
      try {
        return (await stat(join(folder, nameOf(key)))).size;
      } catch (error) {
        if (isMissing(error)) return 0;
        throw error;
      }
    },
    async raise(key, next) {
      try {
        await writeAt(folder, nameOf(key), next - 1);
      } catch (error) {
        if (!isMissing(error)) throw refusal(error);
        await mkdir(folder, { recursive: true }).catch(rethrow);
        await writeAt(folder, nameOf(key), next - 1).catch(rethrow);
      }
    },
  };
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";

const refusal = (error: unknown): unknown =>
  isOutOfRoom(error)
    ? new ApiError("unavailable", "The disk is full: nothing new can be kept", { cause: error })
    : error;

const rethrow = (error: unknown): never => {
  throw refusal(error);
};

async function writeAt(folder: string, name: string, position: number): Promise<void> {
  const file = await open(join(folder, name), constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { size } = await file.stat();
    if (size > position) return;
    await file.write(BYTE, 0, 1, position);
    await file.sync();
    if (size === 0) await syncFolder(folder);
  } finally {
    await file.close();
  }
}

/** After a crash a new file is there only if its folder was synced too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * How far each key's indexes were given out, stored outside the database: after an older backup was restored, no
 * address that a payer knows may be given out again.
 */
export interface IndexHighWater {
  /** The first index that was never given out, as far as this machine knows; 0 = none was. */
  read(key: KeyRef): Promise<number>;
  /** Indexes below `next` may be given out once this resolves: it is on disk then. Never falls. */
  raise(key: KeyRef, next: number): Promise<void>;
}
