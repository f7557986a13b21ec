import { expect, test } from "vitest";
import { createFollowerLog } from "./log.ts";

test("a node that does not answer is logged once, again after five minutes, and its return once", () => {
  let now = 1_000_000;
  const lines: string[] = [];
  const write =
    (level: string) =>
    (_fields: object, text: string): void => {
      lines.push(`${level} ${text}`);
    };
  const log = { info: write("info"), warn: write("warn"), error: write("error") };
  const report = createFollowerLog({ log: log as never, clock: { now: () => now } });
  for (let second = 0; second < 299; second++) {
    report("mainnet", { kind: "error", error: new Error("Not connected") });
    report("mainnet", { kind: "error", error: new Error("The database does not answer") });
    now += 1_000;
  }
  expect(lines).toEqual(["warn the chain cannot be read", "warn the chain cannot be read"]);
  now += 1_000;
  report("mainnet", { kind: "error", error: new Error("Not connected") });
  expect(lines).toHaveLength(3);
  report("testnet-10", { kind: "recovered" });
  report("mainnet", { kind: "recovered" });
  report("mainnet", { kind: "recovered" });
  expect(lines.slice(3)).toEqual(["info the chain is read again"]);
  report("mainnet", { kind: "confirmation_pause", pause: "finality_conflict" });
  report("mainnet", { kind: "confirmation_pause", pause: null });
  expect(lines.slice(4)).toEqual([
    "error finality_conflict: nothing is confirmed or expires",
    "info confirming and expiring go on",
  ]);
});
