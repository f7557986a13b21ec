import { notifications } from "@kaspa-pay/kaspa/wrpc";
import { describe, expect, test } from "vitest";
import { freshNode } from "./support/node.ts";
import type { Body } from "./support/raw-client.ts";
import { someAddress } from "./support/simulation.ts";

const ALICE = someAddress("alice");
const BOB = someAddress("bob");

const node = freshNode();

describe("notifications", () => {
  /** Frames of one method, each checked against the client's schema. */
  const named = (name: keyof typeof notifications) =>
    node.client.notifications.filter(
      ({ method, params }) => method === name && notifications[name].parse(params),
    );

  test("one reorg is one VirtualChainChanged with removed and added", async () => {
    node.sim.controls.mine(10);
    await node.client.call("subscribe", { VirtualChainChanged: { include_accepted_transaction_ids: false } });
    const reorg = node.sim.controls.reorg({ depth: 6 });
    await node.client.call("ping");
    expect(named("virtualChainChangedNotification").map(({ params }) => params)).toEqual([
      {
        VirtualChainChanged: {
          removedChainBlockHashes: reorg.removed,
          addedChainBlockHashes: reorg.added,
          acceptedTransactionIds: [],
        },
      },
    ]);
  });

  test("each block is one notification per subscribed scope, with accepted ids when asked", async () => {
    await node.client.call("subscribe", { VirtualChainChanged: { include_accepted_transaction_ids: true } });
    await node.client.call("subscribe", { VirtualDaaScoreChanged: {} });
    await node.client.call("subscribe", { SinkBlueScoreChanged: {} });
    const { txIds } = node.sim.controls.pay({ address: ALICE, sompi: 1_000_000_000n });
    const { sink, virtualDaaScore, blueScore } = node.sim.controls.mine();
    await node.client.call("ping");
    expect(named("virtualDaaScoreChangedNotification")[0]?.params).toEqual({
      VirtualDaaScoreChanged: { virtualDaaScore },
    });
    expect(named("sinkBlueScoreChangedNotification")[0]?.params).toEqual({
      SinkBlueScoreChanged: { sinkBlueScore: blueScore },
    });
    const [change] = named("virtualChainChangedNotification");
    expect(change?.params.VirtualChainChanged.acceptedTransactionIds).toEqual([
      { acceptingBlockHash: sink, acceptedTransactionIds: [expect.any(String), txIds[0]] },
    ]);
    await node.client.call("unsubscribe", { VirtualDaaScoreChanged: {} });
    node.sim.controls.mine();
    await node.client.call("ping");
    expect(named("virtualDaaScoreChangedNotification")).toHaveLength(1);
    expect(named("sinkBlueScoreChangedNotification")).toHaveLength(2);
  });

  test("UtxosChanged subscriptions add up, and a reorg gives coins back exactly", async () => {
    await node.client.call("subscribe", { UtxosChanged: { addresses: [ALICE] } });
    await node.client.call("subscribe", { UtxosChanged: { addresses: [BOB] } });
    const toAlice = node.sim.controls.pay({ address: ALICE, sompi: 1_000_000_000n }).txIds[0]!;
    const toBob = node.sim.controls.pay({ address: BOB, sompi: 2_000_000_000n }).txIds[0]!;
    node.sim.controls.mine();
    node.sim.controls.reorg({ depth: 1, drop: [toBob] });
    await node.client.call("ping");
    const [paid, undone] = named("utxosChangedNotification").map(({ params }) => params.UtxosChanged);
    const ids = (entries: Body[]) => entries.map((entry) => entry.outpoint.transactionId).sort();
    expect(ids(paid.added)).toEqual([toAlice, toBob].sort());
    expect(paid.removed).toEqual([]);
    expect(ids(undone.removed)).toContain(toBob);
    expect(ids(undone.added)).not.toContain(toBob);
    await node.client.call("unsubscribe", { UtxosChanged: { addresses: [ALICE] } });
    node.sim.controls.pay({ address: ALICE, sompi: 3_000_000_000n, mine: true });
    node.sim.controls.pay({ address: BOB, sompi: 3_000_000_000n, mine: true });
    await node.client.call("ping");
    const last = named("utxosChangedNotification").slice(2);
    expect(last.map(({ params }) => params.UtxosChanged.added[0].address)).toEqual([BOB]);
  });

  test("the oracle counts every method and subscription of a connection", async () => {
    await node.client.call("subscribe", { VirtualDaaScoreChanged: {} });
    const { methods, subscriptions, connections } = node.sim.controls.truth();
    expect(methods).toMatchObject({ getBlockDagInfo: 1, subscribe: 1 });
    expect(subscriptions).toEqual({ VirtualDaaScoreChanged: 1 });
    expect(subscriptions.UtxosChanged ?? 0).toBe(0);
    expect(connections).toHaveLength(1);
  });
});
