import type fc from "fast-check";
import { compare, type Life } from "./life.ts";
import type { Model } from "./model.ts";

export type Command = fc.AsyncCommand<Model, Life>;

/** One command, with the text that a failing run prints; the model is compared after it. */
export function command(name: string, run: (model: Model, life: Life) => Promise<void>): Command {
  return {
    check: () => true,
    async run(model, life) {
      life.house.beat();
      await run(model, life);
      await compare(model, life);
    },
    toString: () => name,
  };
}

export function must(holds: boolean, what: () => string): void {
  if (!holds) throw new Error(what());
}
