import { expect, test } from "vitest";
import type { Lease } from "../../src/database/row-lease.ts";

export interface LeasesUnderTest {
  /** The same lease as two processes see it. */
  one: Lease;
  two: Lease;
  /** The holder does not renew for longer than a lease lasts. */
  lapse(name: string): Promise<void>;
}

let names = 0;

/** What every `Lease` keeps. */
export function leaseKeepsItsContract(open: () => LeasesUnderTest): void {
  const name = () => `lease-${++names}`;

  test("of any number of processes exactly one holds the lease", async () => {
    const { one, two } = open();
    const lease = name();
    const epochs = await Promise.all([one, two, one, two, two].map((each) => each.hold(lease)));
    expect(new Set(epochs.filter((epoch) => epoch !== null)).size).toBe(1);
    const [mine, theirs] = [await one.hold(lease), await two.hold(lease)];
    expect([mine, theirs].filter((epoch) => epoch === null)).toHaveLength(1);
  });

  test("renewing keeps the epoch; a takeover raises it, and the old holder learns that it lost", async () => {
    const { one, two, lapse } = open();
    const lease = name();
    const first = await one.hold(lease);
    expect(await one.hold(lease)).toBe(first);
    await lapse(lease);
    const second = await two.hold(lease);
    expect(second).toBeGreaterThan(first ?? 0n);
    expect(await one.hold(lease)).toBeNull();
  });

  test("a holder whose lease ran out comes back under a new epoch", async () => {
    const { one, lapse } = open();
    const lease = name();
    const first = await one.hold(lease);
    await lapse(lease);
    expect(await one.hold(lease)).toBeGreaterThan(first ?? 0n);
  });

  test("a released lease is free at once; releasing another's changes nothing", async () => {
    const { one, two } = open();
    const lease = name();
    await one.hold(lease);
    await two.release(lease);
    expect(await two.hold(lease)).toBeNull();
    await one.release(lease);
    expect(await two.hold(lease)).not.toBeNull();
  });
}
