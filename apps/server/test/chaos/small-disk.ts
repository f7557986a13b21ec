// A disk of a few megabytes that can be filled to its last byte: a tmpfs, where this process may mount one.
import { execFileSync } from "node:child_process";
import { chmodSync, closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  readonly folder: string;
  /** Nothing more can be written; calling it again takes what became free. */
  fill(): void;
  /** Gives all of it back. */
  free(): void;
  /** Unmounted, also while a process still has a file open on it. */
  close(): void;
}

export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), "kaspa-pay-small-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "kaspa-pay-test", folder], {
      stdio: "ignore",
    });
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
  chmodSync(folder, 0o755);
  const ballast = join(folder, "ballast");
  return {
    folder,
    fill() {
      const file = openSync(ballast, "a");
      try {
        for (const bytes of [1_048_576, 4_096, 1]) writeUntilFull(file, Buffer.alloc(bytes));
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    close() {
      execFileSync("umount", ["--lazy", folder], { stdio: "ignore" });
      rmdirSync(folder);
    },
  };
}

/** Why no small disk can be had here; null = it can. */
export function whyNoSmallDisk(): string | null {
  try {
    mountSmallDisk(1).close();
    return null;
  } catch {
    return "mounting a tmpfs is not allowed here";
  }
}

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    while (writeSync(file, bytes) > 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
