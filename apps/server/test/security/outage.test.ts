import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimNode } from "@kaspa-pay/kaspa-sim";
import { pino } from "pino";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { compose } from "../../src/container.ts";
import { PASSWORD } from "../support/merchant.ts";
import { NO_LIMITS } from "../support/no-limits.ts";

const SECOND = 1_000;

test.each([
  ["SIGQUIT", "an immediate stop"],
  ["SIGKILL", "kill -9"],
] as const)(
  "C-03 after %s (%s) of the database the API says 503 and comes back with every acknowledged row",
  async (signal, _how) => {
    const folder = await mkdtemp(join(tmpdir(), "kaspa-pay-outage-"));
    await chmod(folder, 0o755);
    const sim = await startSimNode({ blocksPerSecond: 0 });
    const config = loadConfig({
      PORT: "0",
      KP_DATA_DIR: folder,
      KP_MASTER_KEY: randomBytes(32).toString("base64"),
    });
    const gateway = await compose(config, { log: pino({ level: "silent" }), sim, limits: NO_LIMITS });
    try {
      await gateway.listen();
      const call = async (method: string, path: string, body?: unknown, key?: string) => {
        const headers = {
          "content-type": "application/json",
          ...(key && { authorization: `Bearer ${key}` }),
        };
        const answer = await fetch(`${gateway.url}/api/v1${path}`, {
          method,
          headers,
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        return {
          status: answer.status,
          retryAfter: answer.headers.get("retry-after"),
          body: await answer.json(),
        };
      };
      const { body: account } = await call("POST", "/auth/register", {
        email: "a@example.com",
        password: PASSWORD,
        name: "A",
      });
      const create = () => call("POST", "/links", { title: "L", amount: "5" }, account.apiKey);
      const acknowledged: string[] = [];
      const statuses = new Set<number>();
      const killedAt = performance.now();
      let back = false;
      let downFor = 0;
      acknowledged.push((await create()).body.id);
      const lock = await readFile(join(folder, "postgres-18", "postmaster.pid"), "utf8");
      process.kill(Number(lock.split("\n")[0]), signal);
      while (!back && performance.now() - killedAt < 180 * SECOND) {
        const answer = await create();
        statuses.add(answer.status);
        if (answer.status === 503) {
          downFor += 1;
          expect(answer.body).toMatchObject({ code: "unavailable" });
          expect(Number(answer.retryAfter)).toBeGreaterThan(0);
        } else if (answer.status === 201) {
          acknowledged.push(answer.body.id);
          back = downFor > 0;
        }
      }
      expect([...statuses].filter((status) => status !== 201 && status !== 503)).toEqual([]);
      expect(back).toBe(true);
      const { body: list } = await call("GET", "/links?limit=100", undefined, account.apiKey);
      const present = new Set(list.data.map(({ id }: { id: string }) => id));
      expect(acknowledged.filter((id) => !present.has(id))).toEqual([]);
    } finally {
      await gateway.stop();
      await sim.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
