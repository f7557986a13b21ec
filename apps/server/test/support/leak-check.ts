import { aroundAll } from "vitest";

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 20;

/** What a forgotten pool, server or watcher leaves behind. Idle keep-alive sockets hold nothing open and do not count. */
const LEAKS = new Set(["TCPServerWrap", "TCPSocketWrap", "PipeServerWrap", "ProcessWrap", "FSEventWrap"]);

// Around the whole file: what its hooks and its fixtures close is closed by then.
aroundAll(async (runFile) => {
  await runFile();
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const left = process.getActiveResourcesInfo().filter((kind) => LEAKS.has(kind));
    if (left.length === 0) return;
    if (Date.now() > end) throw new Error(`This test file leaves open: ${left.join(", ")}`);
    await new Promise((look) => setTimeout(look, LOOK_EVERY_MS));
  }
});
