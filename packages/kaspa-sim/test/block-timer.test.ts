import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { BlockTimer } from "../src/block-timer.ts";
import { simulation } from "./support/simulation.ts";

describe("the block timer", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function running(blocksPerSecond: number) {
    const { simulator, chain } = simulation();
    const changes: number[] = [];
    simulator.onChange(({ added }) => changes.push(added.length));
    const timer = new BlockTimer(simulator);
    timer.setRate(blocksPerSecond);
    return { simulator, chain, timer, changes };
  }

  test("makes 10 blocks a second, one change each", () => {
    const { timer, changes } = running(10);
    vi.advanceTimersByTime(5_000);
    expect(changes).toEqual(Array(50).fill(1));
    timer.stop();
  });

  test("makes up for a delayed event loop in one change, but not for a long suspension", () => {
    const { timer, changes } = running(10);
    const clock = vi.spyOn(performance, "now");
    const real = performance.now();
    clock.mockReturnValue(real + 1_050);
    vi.advanceTimersByTime(100);
    expect(changes).toEqual([10]);
    clock.mockReturnValue(real + 3_600_000);
    vi.advanceTimersByTime(100);
    expect(changes).toEqual([10, 20]);
    timer.stop();
    clock.mockRestore();
  });

  test("frozen, it keeps time without blocks; rate 0 stops it; nonsense is refused", () => {
    const { simulator, timer, changes } = running(10);
    simulator.frozen = true;
    vi.advanceTimersByTime(1_000);
    expect(changes).toEqual([]);
    simulator.frozen = false;
    vi.advanceTimersByTime(300);
    expect(changes).toEqual([1, 1, 1]);
    timer.setRate(0);
    vi.advanceTimersByTime(1_000);
    expect(changes).toHaveLength(3);
    expect(() => timer.setRate(-1)).toThrow(RangeError);
    expect(() => timer.setRate(Number.NaN)).toThrow(RangeError);
  });
});
