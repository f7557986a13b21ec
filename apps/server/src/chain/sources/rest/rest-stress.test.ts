// A client as naive as can be follows a REST API whose index lags, is half written, and reorganises, in seeded order.
import { afterEach, expect, it } from "vitest";
import { seeded } from "../../../../test/chaos/seeded.ts";
import { connected, newAddress, Replica } from "../../../../test/conformance/chain-source.ts";
import { openOverRest, type RestUnderTest } from "../../../../test/conformance/rest-chain.ts";
import { NodeUnsynced } from "../../source.ts";

const SETTLE_MS = 10_000;
const STEPS = 60;

let under: RestUnderTest;
afterEach(() => under.close());

it.each(["three", "four"])(
  "I1 N-05 seed %s: whatever the index did meanwhile, in the end the pages equal the chain, no output lost or doubled",
  async (seed) => {
    let now = 1_000_000;
    const { between, pick, chance } = seeded(seed);
    under = await openOverRest({}, { now: () => now, pace: { settleMs: SETTLE_MS } });
    const { source, chain, api } = under;
    await connected(source);
    now += SETTLE_MS;
    const replica = new Replica((await source.sink()).hash);
    const addresses = Array.from({ length: 5 }, newAddress);
    const recent: string[] = [];
    /** Hidden ids by the step in which they are written at last, well before their block counts as settled. */
    const written = new Map<number, string[]>();
    let mined = 0;

    const changes = [
      () => {
        const count = between(1, 3);
        chain.mine(count);
        mined += count;
      },
      () => {
        const address = pick(addresses);
        const { txIds } = chain.pay({ address, sompi: BigInt(between(1_000, 1_000_000)), mine: true });
        mined += 1;
        recent.push(...txIds);
        if (chance(0.5)) return;
        for (const id of txIds) api.index.unwritten.add(id);
        written.set(step + 2, [...(written.get(step + 2) ?? []), ...txIds]);
      },
      () => {
        const depth = Math.min(between(1, 12), mined);
        if (depth > 0) chain.reorg({ depth, drop: recent.splice(-between(1, 2)) });
      },
      () => {
        api.index.lag = chance(0.8) ? 0n : BigInt(between(1, 30));
      },
    ];
    let step = 0;
    for (; step < STEPS; step++) {
      pick(changes)();
      for (const id of written.get(step) ?? []) api.index.unwritten.delete(id);
      now += between(1_000, 3_500);
      await replica.follow(source).catch((error: unknown) => expect(error).toBeInstanceOf(NodeUnsynced));
      expect(new Set(replica.blockHashes()).size).toBe(replica.blockHashes().length);
    }

    api.index.lag = 0n;
    api.index.unwritten.clear();
    chain.mine(2);
    await connected(source);
    await source.pull(replica.cursor);
    now += SETTLE_MS;
    await replica.follow(source);
    expect(replica.cursor).toBe(chain.state().sink);
    for (const address of addresses) {
      const { outputs } = chain.truth(address);
      const script = outputs[0]?.scriptPublicKey;
      const fromPages = replica.outputs().filter((output) => output.script === script);
      expect(
        fromPages.map(({ txid, index, value, hash }) => `${txid}:${index} ${value} ${hash}`).toSorted(),
      ).toEqual(
        outputs
          .map((output) => `${output.txId}:${output.index} ${output.sompi} ${output.accepted.blockHash}`)
          .toSorted(),
      );
    }
  },
);
