// Puts all controls together: time and chain here, coins and node states from their own files.

import type { BlockTimer } from "../block-timer.ts";
import type { ChainBlock } from "../chain/block.ts";
import type { ChainParts } from "../chain/chain.ts";
import type { NodeView } from "../rpc/node-view.ts";
import type { RpcServer } from "../rpc/server.ts";
import { addressOf } from "../rpc/wire.ts";
import type { Simulator } from "../simulator.ts";
import type { SimControls, SimState, SinkInfo, Truth } from "./controls.ts";
import { nodeControls } from "./node-controls.ts";
import { paymentControls } from "./payments.ts";

/** What the controls act on. */
export interface ControlContext {
  readonly simulator: Simulator;
  readonly view: NodeView;
  readonly server: RpcServer;
  readonly timer: BlockTimer;
  readonly pageLimit: number;
  /** Called after a restore, so that the state file starts again from the restored chain. */
  readonly restored: () => void;
}

/** Builds the controls of one node. */
export function createControls(context: ControlContext): SimControls {
  const { simulator, view, server, pageLimit } = context;
  const sinkInfo = () => infoOf(view.sink);
  return {
    ...timeControls(context, sinkInfo),
    ...paymentControls(simulator, sinkInfo, () => view.faults.feeRate),
    ...nodeControls({ view, server, sinkInfo, pageLimit }),
    ...snapshotControls(context, sinkInfo),
    state: () => stateOf(context),
    truth: (input) => truthOf(context, typeof input === "string" ? input : input?.address),
  };
}

function infoOf(sink: ChainBlock): SinkInfo {
  return {
    sink: sink.hash,
    daaScore: sink.daaScore,
    blueScore: sink.blueScore,
    virtualDaaScore: sink.daaScore + 1,
    timestamp: sink.timestamp,
  };
}

type TimeControls = Pick<
  SimControls,
  "mine" | "tick" | "freeze" | "clock" | "rate" | "reorg" | "prune" | "holdTxs" | "fill"
>;

const MOST_BLOCKS_AT_ONCE = 1_000_000;

function timeControls({ simulator, timer }: ControlContext, sinkInfo: () => SinkInfo): TimeControls {
  const { chain } = simulator;
  const mine: TimeControls["mine"] = (input = 1) => {
    const { n = 1, stepMs = 0 } = typeof input === "number" ? { n: input } : input;
    if (!Number.isInteger(n) || n < 0 || n > MOST_BLOCKS_AT_ONCE) throw new RangeError("n is 0 to 1000000");
    simulator.mine(n, stepMs);
    return sinkInfo();
  };
  return {
    mine,
    tick: mine,
    freeze({ on = true } = {}) {
      simulator.frozen = on;
      return { frozen: on };
    },
    clock({ ms }) {
      if (!Number.isFinite(ms)) throw new RangeError("ms is a number");
      simulator.clockOffsetMs += ms;
      return { now: simulator.now() };
    },
    rate({ bps }) {
      timer.setRate(bps);
      return { bps };
    },
    reorg(input) {
      const change = simulator.reorg(input);
      return {
        ...sinkInfo(),
        removed: change?.removed.map((block) => block.hash) ?? [],
        added: change?.added.map((block) => block.hash) ?? [],
        waiting: change === undefined,
      };
    },
    prune({ keep, toDaa, forgetHeaders = false }) {
      const blocks = chain.store.selectedChain();
      const kept = toDaa === undefined ? keep : blocks.filter((block) => block.daaScore >= toDaa).length;
      if (kept === undefined || !Number.isInteger(kept)) throw new RangeError("keep or toDaa is needed");
      const pruned = chain.pruneTo(Math.max(kept, 3));
      if (forgetHeaders) chain.store.forgetPruned();
      return { pruned };
    },
    holdTxs({ on = true } = {}) {
      simulator.holdTxs = on;
      return { holdTxs: on };
    },
    fill({ txsPerBlock }) {
      if (!Number.isInteger(txsPerBlock) || txsPerBlock < 0 || txsPerBlock > 10_000) {
        throw new RangeError("txsPerBlock is 0 to 10000");
      }
      simulator.fillPerBlock = txsPerBlock;
      return { txsPerBlock };
    },
  };
}

/** Copies kept at once; each shares its blocks with the chain. */
const MOST_SNAPSHOTS = 20;

function snapshotControls(
  { simulator, restored }: ControlContext,
  sinkInfo: () => SinkInfo,
): Pick<SimControls, "snapshot" | "restore"> {
  const kept = new Map<string, ChainParts>();
  let counter = 0;
  return {
    snapshot() {
      if (kept.size >= MOST_SNAPSHOTS) throw new RangeError(`at most ${MOST_SNAPSHOTS} snapshots are kept`);
      const id = `snapshot-${++counter}`;
      kept.set(id, simulator.chain.snapshot());
      return { id };
    },
    restore({ id }) {
      const parts = kept.get(id);
      if (parts === undefined) throw new RangeError(`there is no snapshot ${id}`);
      simulator.chain.adopt(parts);
      kept.set(id, simulator.chain.snapshot());
      restored();
      return sinkInfo();
    },
  };
}

function stateOf({ simulator, view, server, timer }: ControlContext): SimState {
  const { chain } = simulator;
  const { lies, net, ...faults } = view.faults;
  return {
    ...infoOf(view.sink),
    frozen: simulator.frozen,
    holdTxs: simulator.holdTxs,
    blocksPerSecond: timer.blocksPerSecond,
    fillPerBlock: simulator.fillPerBlock,
    clockOffsetMs: simulator.clockOffsetMs,
    chainBlocks: chain.store.selectedChain().length,
    utxos: chain.utxos.size,
    supplySompi: chain.utxos.totalSompi,
    mempool: chain.mempool.size,
    connections: server.connectionCount,
    faucetAddress: simulator.faucet.address,
    faults: {
      ...faults,
      net,
      lies: { ...lies, hideOutput: [...lies.hideOutput], wrongAmount: Object.fromEntries(lies.wrongAmount) },
    },
  };
}

/** The truth is about the chain itself: a node that is behind or lies does not change it. */
function truthOf({ simulator, server }: ControlContext, address: string | undefined): Truth {
  const { chain } = simulator;
  const outputs = [...chain.ledger.outputs()]
    .map((output) => ({
      ...output,
      address: addressOf(output.scriptPublicKey),
      depth: chain.virtualDaaScore - output.accepted.daaScore,
    }))
    .filter((output) => address === undefined || output.address === address);
  const connections = server.usages.map(({ id, open, methods, subscriptions }) => ({
    id,
    open,
    methods: Object.fromEntries(methods),
    subscriptions: Object.fromEntries(subscriptions),
  }));
  return {
    ...infoOf(chain.store.sink),
    outputs,
    mempool: [...chain.mempool.entries()].map(({ tx, feeSompi }) => ({
      txId: tx.id,
      feeSompi,
      held: simulator.holdTxs || simulator.held.has(tx.id),
    })),
    connections,
    methods: summed(connections.map((connection) => connection.methods)),
    subscriptions: summed(connections.map((connection) => connection.subscriptions)),
  };
}

function summed(counts: readonly Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const count of counts) {
    for (const [name, times] of Object.entries(count)) total[name] = (total[name] ?? 0) + times;
  }
  return total;
}
