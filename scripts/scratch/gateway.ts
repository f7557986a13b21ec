// A gateway of its own for a command: an embedded database in a scratch folder, and the simulated node.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimNode, startSimNode } from "@kaspa-pay/kaspa-sim";
import { loadConfig } from "@kaspa-pay/server/config";
import { type ComposeParts, compose, type Gateway } from "@kaspa-pay/server/container";

export interface ScratchGateway {
  readonly gateway: Gateway;
  readonly sim: SimNode;
  /** Ends both and removes the folder. */
  stop(): Promise<void>;
}

export async function startScratchGateway(
  parts: Omit<ComposeParts, "sim">,
  env: NodeJS.ProcessEnv = {},
): Promise<ScratchGateway> {
  const dataDir = await mkdtemp(join(tmpdir(), "kaspa-pay-scratch-"));
  const sim = await startSimNode();
  const config = loadConfig({
    PORT: "0",
    KP_DATA_DIR: dataDir,
    KP_PUBLIC_URL: "http://localhost:3000",
    KP_REGISTRATION: "open",
    KP_LOG_LEVEL: "fatal",
    ...env,
  });
  const gateway = await compose(config, { ...parts, sim });
  await gateway.start();
  return {
    gateway,
    sim,
    async stop() {
      await gateway.stop();
      await sim.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
