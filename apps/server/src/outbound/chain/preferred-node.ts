// While another node serves, watches whether the first of the list is well again (kaspa.md 5.7).
import { type OpenSocket, WrpcClient, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../ports/chain-source.ts";
import { judgeNode } from "./gate.ts";
import { readNodeInfo } from "./node-link.ts";

const PROBE_MS = 30_000;
// 5 minutes in step.
const PROBES_IN_STEP = 10;
const MAX_LAG_DAA = 100n;

export interface PreferredProbeOptions {
  url: string;
  network: ChainNetwork;
  openSocket: OpenSocket;
  timers: WrpcTimers;
  /** Newest virtual DAA score of the node that serves now. */
  servingDaaScore: () => bigint | null;
  inStep: () => void;
}

/** Probes until `inStep` was called or the returned function stops it. */
export function probePreferredNode(options: PreferredProbeOptions): () => void {
  const { url, network, openSocket, timers } = options;
  const client = new WrpcClient({ url, openSocket, timers });
  let good = 0;
  let stopped = false;
  let cancel: () => void = () => {};

  function stop(): void {
    stopped = true;
    cancel();
    client.stop();
  }

  async function isInStep(): Promise<boolean> {
    if (!client.isConnected) return false;
    try {
      const info = await readNodeInfo(client);
      const serving = options.servingDaaScore() ?? 0n;
      return judgeNode(info, network).state === "connected" && info.virtualDaaScore + MAX_LAG_DAA >= serving;
    } catch {
      return false;
    }
  }

  async function probe(): Promise<void> {
    good = (await isInStep()) ? good + 1 : 0;
    if (stopped) return;
    if (good < PROBES_IN_STEP) return schedule();
    stop();
    options.inStep();
  }

  function schedule(): void {
    cancel = timers.after(PROBE_MS, () => void probe());
  }

  client.start();
  schedule();
  return stop;
}
