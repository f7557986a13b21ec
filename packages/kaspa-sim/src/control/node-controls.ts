// Controls over what the node pretends to be and how its network behaves.
import { scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import { type NetFaults, noFaults, noLies, noNetFaults, SERVER_VERSION } from "../rpc/faults.ts";
import type { NodeView } from "../rpc/node-view.ts";
import type { RpcServer } from "../rpc/server.ts";
import type { LieInput, NetInput, SimControls } from "./controls.ts";
import { sompiOf } from "./payments.ts";

type NodeControls = Pick<
  SimControls,
  | "unsynced"
  | "transitional"
  | "ibd"
  | "noUtxoIndex"
  | "wrongNetwork"
  | "version"
  | "oldVersion"
  | "behind"
  | "net"
  | "lie"
  | "rejectNext"
  | "feeRate"
  | "pageLimit"
  | "finalityConflict"
  | "disconnect"
  | "restart"
>;

/** What a restart puts back. */
export interface NodeControlContext {
  readonly view: NodeView;
  readonly server: RpcServer;
  readonly sinkInfo: () => ReturnType<SimControls["mine"]>;
  readonly pageLimit: number;
}

/** The controls over node states and transport. */
export function nodeControls({ view, server, sinkInfo, pageLimit }: NodeControlContext): NodeControls {
  const version: NodeControls["version"] = ({ text }) => {
    view.faults.serverVersion = text ?? SERVER_VERSION;
    return { serverVersion: view.faults.serverVersion };
  };
  return {
    unsynced({ on = true } = {}) {
      view.faults.unsynced = on;
      return { unsynced: on };
    },
    transitional({ on = true } = {}) {
      view.faults.transitional = on;
      return { transitional: on };
    },
    ibd({ on = true } = {}) {
      view.faults.unsynced = on;
      view.faults.transitional = on;
      return { ibd: on };
    },
    noUtxoIndex({ on = true } = {}) {
      view.faults.utxoIndex = !on;
      return { utxoIndex: !on };
    },
    wrongNetwork({ on = true, networkId = "testnet-10" } = {}) {
      view.faults.networkId = on ? networkId : "simnet";
      return { networkId: view.faults.networkId };
    },
    version,
    oldVersion: ({ text = "1.0.1" } = {}) => version({ text }),
    behind({ blocks }) {
      view.faults.behind = natural(blocks, "blocks");
      return sinkInfo();
    },
    net(input) {
      const changed = setNet(view, input);
      if (input.cutEvery !== undefined || input.reset) server.armCuts();
      return changed;
    },
    lie: (input) => setLies(view, input),
    rejectNext({ text }) {
      view.faults.rejectNext.push(text);
      return { queued: view.faults.rejectNext.length };
    },
    feeRate({ x }) {
      if (!Number.isFinite(x) || x <= 0) throw new RangeError("x is a number above zero");
      view.faults.feeRate = x;
      return { feeRate: x };
    },
    pageLimit({ n }) {
      view.faults.pageLimit = Math.max(1, natural(n, "n"));
      return { pageLimit: view.faults.pageLimit };
    },
    finalityConflict({ resolved = false } = {}) {
      const violatingBlockHash = view.sink.hash.split("").reverse().join("");
      if (resolved) server.announce("FinalityConflictResolved", { finalityBlockHash: view.sink.hash });
      else server.announce("FinalityConflict", { violatingBlockHash });
      return { violatingBlockHash };
    },
    disconnect: ({ refuse } = {}) => ({ cut: server.disconnect(refuse) }),
    restart({ lostMempool = true } = {}) {
      view.faults = noFaults(pageLimit);
      if (lostMempool) view.chain.mempool.clear();
      server.disconnect(false);
      return sinkInfo();
    },
  };
}

function natural(value: number, name: string): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} is a whole number from 0`);
  return value;
}

function setNet(view: NodeView, { reset = false, latencyMs, ...changes }: NetInput): Record<string, unknown> {
  const base = reset ? noNetFaults() : view.faults.net;
  const known = Object.entries({
    ...(latencyMs === undefined ? {} : { delayMs: latencyMs }),
    ...changes,
  }).filter(([name, value]) => name in base && value !== undefined);
  view.faults.net = { ...base, ...(Object.fromEntries(known) as Partial<NetFaults>) };
  return { ...view.faults.net };
}

function setLies(view: NodeView, input: LieInput): Record<string, unknown> {
  const { faults, chain } = view;
  if (input.reset) faults.lies = noLies();
  const { lies } = faults;
  if (input.inventOutput !== undefined) {
    lies.inventOutput = input.inventOutput && {
      scriptPublicKey: scriptPublicKeyOf(input.inventOutput.address),
      sompi: sompiOf(input.inventOutput.sompi),
      height: chain.store.tipHeight + 1,
    };
  }
  if (input.hideOutput !== undefined) lies.hideOutput = new Set(input.hideOutput ?? []);
  if (input.wrongAmount !== undefined) {
    const { wrongAmount } = input;
    lies.wrongAmount = new Map(wrongAmount ? [[wrongAmount.txId, sompiOf(wrongAmount.sompi)]] : []);
  }
  if (input.frozenScore !== undefined) {
    const { daaScore, blueScore } = view.sink;
    lies.frozenScore = input.frozenScore ? { daaScore: daaScore + 1, blueScore } : null;
  }
  if (input.backwardsScore !== undefined)
    lies.backwardsScore = natural(input.backwardsScore, "backwardsScore");
  if (input.wrongNetwork !== undefined) faults.networkId = input.wrongNetwork ?? "simnet";
  return { ...lies, hideOutput: [...lies.hideOutput], wrongAmount: Object.fromEntries(lies.wrongAmount) };
}
