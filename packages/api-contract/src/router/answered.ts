// Procedures that are answered by the handler of their own name: `links.create` by `handlers.links.create`. The type of
// the handler follows from the procedure's schemas (handlers.ts), so that a new procedure needs no type of its own.
import type {
  TRPCMutationProcedure,
  TRPCProcedureBuilder,
  TRPCQueryProcedure,
  TRPCUnsetMarker,
} from "@trpc/server";
import type { Caller } from "./access/caller.ts";
import { type Answer, bodyOf, type Context, type Meta, onceUnderKey } from "./base.ts";

/** Carries the type of a procedure's handler; nothing has the field when the program runs. */
export interface Answered<Handler> {
  readonly $handler: Handler;
}

/** What answers a procedure: `(input, caller)`, or `(caller)` where there is no input. */
type Handler<Input, Result> = Input extends TRPCUnsetMarker
  ? (caller: Caller) => Promise<Result>
  : (input: Input, caller: Caller) => Promise<Result>;

/** A builder with its input and output before and after parsing. */
type Builder<Overrides, Sent, Input, Body, Shown, Shape> = TRPCProcedureBuilder<
  Context,
  Meta,
  Overrides,
  Sent,
  Input,
  Body,
  Shown,
  false,
  Shape
>;

/** What tRPC's clients know of a procedure. */
export interface Types<Sent, Shown, Shape> {
  // biome-ignore lint/suspicious/noConfusingVoidType: a client calls a procedure without input without an argument.
  input: Sent extends TRPCUnsetMarker ? void : Sent;
  output: Shown;
  meta: Meta;
  errorShape: Shape;
}

type Query<Sent, Shown, Shape, H> = TRPCQueryProcedure<Types<Sent, Shown, Shape>> & Answered<H>;
type Mutation<Sent, Shown, Shape, H> = TRPCMutationProcedure<Types<Sent, Shown, Shape>> & Answered<H>;

interface Call {
  readonly ctx: Pick<Context, "handlers" | "caller" | "once" | "reply">;
  readonly path: string;
  readonly input: unknown;
}

type AnyHandler = (...given: readonly unknown[]) => Promise<unknown>;

/** Asks the handler; `inputs` of the builder say whether it gets one. */
function ask({ ctx, path, input }: Call, takesInput: boolean): Promise<unknown> {
  const [noun = "", name = ""] = path.split(".");
  const handlers = ctx.handlers[noun] as Readonly<Record<string, AnyHandler>> | undefined;
  const handler = handlers?.[name];
  if (handler === undefined) throw new Error(`Invariant: ${path} has no handler`);
  return takesInput ? handler(input, ctx.caller) : handler(ctx.caller);
}

const answer =
  (inputs: readonly unknown[]) =>
  async (call: unknown): Promise<never> => {
    const { ctx } = call as Call;
    return bodyOf(ctx, await ask(call as Call, inputs.length > 0)) as never;
  };

/** A query. */
export function query<O, Sent, Input, Body, Shown, Shape>(
  builder: Builder<O, Sent, Input, Body, Shown, Shape>,
): Query<Sent, Shown, Shape, Handler<Input, Body>> {
  return builder.query(answer(builder._def.inputs)) as never;
}

/** A mutation. */
export function mutation<O, Sent, Input, Body, Shown, Shape>(
  builder: Builder<O, Sent, Input, Body, Shown, Shape>,
): Mutation<Sent, Shown, Shape, Handler<Input, Body>> {
  return builder.mutation(answer(builder._def.inputs)) as never;
}

/** A mutation whose handler may say more than its body: a session, a stored answer. */
export function replyingMutation<O, Sent, Input, Body, Shown, Shape>(
  builder: Builder<O, Sent, Input, Body, Shown, Shape>,
): Mutation<Sent, Shown, Shape, Handler<Input, Body | Answer<Body>>> {
  return builder.mutation(answer(builder._def.inputs)) as never;
}

/** A create, or another call with `idempotent` in its metadata: under one key its handler is asked once. */
export function creation<O, Sent, Input, Body, Shown, Shape>(
  builder: Builder<O, Sent, Input, Body, Shown, Shape>,
): Mutation<Sent, Shown, Shape, Handler<Input, Body>> {
  const once = async (call: unknown): Promise<never> =>
    (await onceUnderKey(call as Call, () => ask(call as Call, true))) as never;
  return builder.mutation(once) as never;
}
