// The only file that looks into tRPC: `_def.procedures`, `_def.inputs`, `_def.meta` are its internals, pinned by
// version and by a test that walks every route.
import {
  type AuthMeta,
  appRouter,
  type Context,
  createCallerFactory,
  type Meta,
  type RestMeta,
  type StepUpRule,
} from "@kaspa-pay/api-contract/router";
import { z } from "zod";

/** One procedure, as REST, limits and the document see it. */
export interface Operation {
  /** `links.create`: its name on tRPC, and the operation id of the document. */
  readonly name: string;
  readonly kind: "query" | "mutation" | "subscription";
  readonly auth: AuthMeta;
  readonly rest: RestMeta | null;
  /** When it asks for a recent password; empty = never. */
  readonly stepUp: readonly StepUpRule[];
  /** Null = takes no input. */
  readonly input: z.ZodObject | null;
  readonly output: z.ZodType | null;
  /** Names in the path of the REST route. */
  readonly pathParams: readonly string[];
  call(context: Context, input: unknown): Promise<unknown>;
}

/** An operation that has a REST route. */
export type RestOperation = Operation & { readonly rest: RestMeta };

interface ProcedureInternals {
  readonly _def: {
    readonly type: Operation["kind"];
    readonly meta?: Meta;
    readonly inputs: readonly unknown[];
    readonly output?: unknown;
  };
}

const createCaller = createCallerFactory(appRouter);

/** Every procedure of the router, in the order in which it is written. */
export const operations: readonly Operation[] = Object.entries(
  appRouter._def.procedures as unknown as Record<string, ProcedureInternals>,
).map(([name, procedure]) => operationOf(name, procedure));

/** Those with a REST route. */
export const restOperations: readonly RestOperation[] = operations.filter(
  (operation): operation is RestOperation => operation.rest !== null,
);

const byName = new Map(operations.map((operation) => [operation.name, operation]));

/** The operation of a tRPC path; undefined for an unknown one. */
export function operationNamed(name: string): Operation | undefined {
  return byName.get(name);
}

function operationOf(name: string, { _def: def }: ProcedureInternals): Operation {
  const meta = def.meta ?? { auth: { level: "open" } };
  const [input] = def.inputs;
  return {
    name,
    kind: def.type,
    auth: meta.auth,
    rest: meta.rest ?? null,
    stepUp: meta.stepUp ?? [],
    input: input instanceof z.ZodObject ? input : null,
    output: def.output instanceof z.ZodType ? def.output : null,
    pathParams: [...(meta.rest?.path ?? "").matchAll(/:(\w+)/g)].map((match) => match[1] as string),
    call: (context, value) => invoke(context, name, value),
  };
}

async function invoke(context: Context, name: string, value: unknown): Promise<unknown> {
  let target: unknown = createCaller(context);
  for (const part of name.split(".")) target = (target as Record<string, unknown>)[part];
  return (target as (input: unknown) => Promise<unknown>)(value);
}
