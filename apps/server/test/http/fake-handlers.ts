// Handlers that answer with the example of each procedure, to test REST and tRPC without use cases.
import type { Caller, Handlers } from "@kaspa-pay/api-contract/router";
import { exampleAnswer } from "../../src/http/document/examples.ts";
import { operations } from "../../src/http/operations.ts";

export interface Recorded {
  readonly name: string;
  readonly input: unknown;
  readonly caller: Caller;
}

export interface FakeHandlers {
  readonly handlers: Handlers;
  readonly calls: Recorded[];
  /** Replaces one handler for one test. */
  answer(name: string, verb: (input: unknown, caller: Caller) => unknown): void;
}

export function fakeHandlers(): FakeHandlers {
  const calls: Recorded[] = [];
  const answers = new Map<string, (input: unknown, caller: Caller) => unknown>();
  const nouns: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const [noun = "", verb = ""] = operation.name.split(".");
    nouns[noun] ??= {};
    nouns[noun][verb] = async (...args: unknown[]) => {
      const caller = args.at(-1) as Caller;
      const input = args.length > 1 ? args[0] : undefined;
      calls.push({ name: operation.name, input, caller });
      const special = answers.get(operation.name);
      return special === undefined ? exampleAnswer(operation) : await special(input, caller);
    };
  }
  return {
    handlers: nouns as unknown as Handlers,
    calls,
    answer: (name, verb) => void answers.set(name, verb),
  };
}
