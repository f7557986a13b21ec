// Asks nodes other than the one that serves: does the first of the list work again, is another one ahead?
// docs/spec/chain-following.md#several-nodes
import type { WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { NodeInfo } from "../source.ts";
import { checkNode } from "./node-check.ts";
import type { NodeProbe } from "./node-connection.ts";

const PROBE_MS = 30_000;
// In step for 5 minutes.
const PROBES_IN_STEP = 10;
const MAX_LAG_DAA = 100n;

export interface OtherNode {
  open: () => NodeProbe;
  network: ChainNetwork;
  timers: WrpcTimers;
}

const ASK_WITHIN_MS = 10_000;

/** State of a node, asked on a separate connection; null = it does not pass the node check, or not in time. */
export async function askNode({ open, network, timers }: OtherNode): Promise<NodeInfo | null> {
  const node = open();
  const cancel = timers.after(ASK_WITHIN_MS, () => node.stop());
  try {
    await node.ready();
    const info = await node.info();
    return checkNode(info, network).state === "connected" ? info : null;
  } catch {
    return null;
  } finally {
    cancel();
    node.stop();
  }
}

export interface PreferredProbeOptions extends OtherNode {
  /** Newest virtual DAA score of the node that serves now. */
  servingDaaScore: () => bigint | null;
  inStep: () => void;
}

/** Probes until `inStep` was called or the returned function stops it. */
export function probePreferredNode(options: PreferredProbeOptions): () => void {
  const { network, timers } = options;
  const node = options.open();
  let good = 0;
  let stopped = false;
  let cancel: () => void = () => {};

  function stop(): void {
    stopped = true;
    cancel();
    node.stop();
  }

  async function isInStep(): Promise<boolean> {
    if (!node.isUp()) return false;
    try {
      const info = await node.info();
      const serving = options.servingDaaScore() ?? 0n;
      return checkNode(info, network).state === "connected" && info.virtualDaaScore + MAX_LAG_DAA >= serving;
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

  schedule();
  return stop;
}
