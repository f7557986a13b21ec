// Reads the types of one operation out of the generated ones: `Body<"POST /payments">` is what that operation takes.
import type { paths } from "./generated/api.ts";

type Method = "get" | "post" | "patch" | "delete";

/** Every operation of the document, as method and path. */
export type Route = {
  [P in keyof paths]: {
    [M in Method]: paths[P] extends Record<M, object> ? `${Uppercase<M>} ${P}` : never;
  }[Method];
}[keyof paths];

type Operation<R extends Route> = R extends `${infer M} ${infer P extends keyof paths}`
  ? paths[P][Lowercase<M> & keyof paths[P]]
  : never;

type Json = { content: { "application/json": unknown } };
type JsonOf<T> = T extends { content: { "application/json": infer Body } } ? Body : never;

/** The body that an operation takes; never when it takes none. */
export type Body<R extends Route> =
  Operation<R> extends { requestBody?: infer B } ? JsonOf<Exclude<B, undefined>> : never;

/** The fields of an operation's query; never when it has none. */
export type Query<R extends Route> =
  Operation<R> extends { parameters: { query?: infer Q } } ? Exclude<Q, undefined> : never;

type PathFields<R extends Route> =
  Operation<R> extends { parameters: { path: infer P } } ? P : Record<never, never>;

/** The body of an operation's answer. */
export type Answer<R extends Route> =
  Operation<R> extends { responses: infer Responses }
    ? JsonOf<Extract<Responses[keyof Responses], Json>>
    : never;

/** What a call of an operation holds: the fields of its path, its query and its body. */
export type Input<R extends Route> = PathFields<R> & {
  query?: Query<R> | undefined;
  body?: Body<R> | undefined;
};

/** An operation that answers a page of a list. */
export type ListRoute = {
  [R in Route]: Answer<R> extends { data: unknown[]; nextCursor: string | null } ? R : never;
}[Route];

/** One entry of a list. */
export type Entry<R extends ListRoute> = Answer<R> extends { data: (infer T)[] } ? T : never;
