import type fc from "fast-check";
import type { Model } from "./model.ts";
import { compare, type StoreRun } from "./store-run.ts";

export type Command = fc.AsyncCommand<Model, StoreRun>;

/** One command, with the text that a failing run prints; the model is compared after it. */
export function command(name: string, work: (model: Model, run: StoreRun) => Promise<void>): Command {
  return {
    check: () => true,
    async run(model, run) {
      run.tested.gateway.clock.shift(1);
      await work(model, run);
      await compare(model, run);
    },
    toString: () => name,
  };
}

export function assertHolds(holds: boolean, what: () => string): void {
  if (!holds) throw new Error(what());
}
