import { once } from "node:events";
import { parseLossless } from "@kaspa-pay/kaspa/wrpc";
import { describe, expect, test } from "vitest";
import { freshNode } from "./support/node.ts";
import { RawClient } from "./support/raw-client.ts";

const node = freshNode();

describe("transport faults", () => {
  const ticks = () => node.client.notifications.length;

  test("notifications are lost, doubled, delayed and reordered; replies are not", async () => {
    await node.client.call("subscribe", { VirtualDaaScoreChanged: {} });
    node.sim.controls.net({ dropP: 1 });
    node.sim.controls.mine(5);
    await node.client.call("ping");
    expect(ticks()).toBe(0);
    node.sim.controls.net({ dropP: 0, dupP: 1 });
    node.sim.controls.mine(5);
    await node.client.call("ping");
    expect(ticks()).toBe(10);
    node.sim.controls.net({ reset: true, reorderMs: 30 });
    node.sim.controls.mine(40);
    await node.client.until(() => (ticks() === 50 ? true : undefined));
    const scores = node.client.notifications
      .slice(10)
      .map(({ params }) => params.VirtualDaaScoreChanged.virtualDaaScore);
    expect(scores).not.toEqual([...scores].sort((a, b) => a - b));
    node.sim.controls.net({ reset: true, latencyMs: 20 });
    const asked = performance.now();
    await node.client.call("ping");
    expect(performance.now() - asked).toBeGreaterThanOrEqual(19);
  });

  test("garbage, a planted reply, a big frame, fragments", async () => {
    node.sim.controls.net({ nextReply: '{"id":1,"method":"ping"' });
    node.client.socket.send('{"id":50,"method":"ping","params":{}}');
    await node.client.until(() => node.client.frames.find((frame) => frame === '{"id":1,"method":"ping"'));
    node.sim.controls.net({ bigFrame: 3_000_000 });
    node.client.socket.send('{"id":51,"method":"ping","params":{}}');
    await node.client.until(() => node.client.frames.find((frame) => frame.length > 3_000_000));
    node.sim.controls.net({ garbageP: 1 });
    node.client.socket.send('{"id":52,"method":"ping","params":{}}');
    const garbage = await node.client.until(() =>
      node.client.frames.find((frame) => frame.startsWith("\u0000")),
    );
    expect(() => parseLossless(garbage)).toThrow(SyntaxError);
    node.sim.controls.net({ garbageP: 0, chunkBytes: 7 });
    expect((await node.client.call("getCurrentNetwork")).network).toBe("simnet");
  });

  test("a half-open connection sends nothing, a cut one is closed, a refusing node accepts no clients", async () => {
    /** All frames sent before have been handled once the socket's own ping is answered. */
    const handled = async () => {
      node.client.socket.ping();
      await once(node.client.socket, "pong");
    };
    for (const fault of [{ halfOpen: true }, { dropRepliesP: 1 }]) {
      node.sim.controls.net(fault);
      node.client.socket.send('{"id":60,"method":"ping","params":{}}');
      await handled();
      node.sim.controls.net({ reset: true });
      await node.client.call("ping");
    }
    expect(node.client.frames.filter((frame) => frame.startsWith('{"id":60'))).toEqual([]);
    node.sim.controls.net({ cutEvery: 1 });
    await node.client.closed;
    node.sim.controls.net({ reset: true });
    node.sim.controls.disconnect({ refuse: true });
    await expect(RawClient.open(node.sim.rpcUrl)).rejects.toThrow();
    node.sim.controls.disconnect({ refuse: false });
    const again = await RawClient.open(node.sim.rpcUrl);
    await again.call("ping");
    again.close();
  });
});
