// Looks at nodes other than the one that serves: is the first of the list well again, is another one ahead
// (kaspa.md 5.7).
import { type OpenSocket, WrpcClient, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork, NodeInfo } from "../../ports/chain-source.ts";
import { judgeNode } from "./gate.ts";
import { readNodeInfo } from "./node-link.ts";

const PROBE_MS = 30_000;
// 5 minutes in step.
const PROBES_IN_STEP = 10;
const MAX_LAG_DAA = 100n;

export interface OtherNode {
  url: string;
  network: ChainNetwork;
  openSocket: OpenSocket;
  timers: WrpcTimers;
}

const ASK_WITHIN_MS = 10_000;

/** What a node says of itself on a connection of its own; null = it does not pass the gate, or not in time. */
export async function askNode({ url, network, openSocket, timers }: OtherNode): Promise<NodeInfo | null> {
  const client = new WrpcClient({ url, openSocket, timers });
  const cancel = timers.after(ASK_WITHIN_MS, () => client.stop());
  client.start();
  try {
    await client.ready();
    const info = await readNodeInfo(client);
    return judgeNode(info, network).state === "connected" ? info : null;
  } catch {
    return null;
  } finally {
    cancel();
    client.stop();
  }
}

export interface PreferredProbeOptions extends OtherNode {
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
