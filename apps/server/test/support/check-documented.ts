// Every answer that a test gets over REST is one that the document promises: of a documented status, with its headers,
// and with a body that fits its schema and holds nothing else.
import { operationNamed } from "../../src/http/operations.ts";
import { type Answered, faultOf } from "../contract/check-answer.ts";
import { type Operation, operations } from "../contract/documented-operations.ts";

interface Route {
  readonly operation: Operation;
  readonly method: string;
  readonly pattern: RegExp;
}

const API = /^\/api(\/v1)?(?=\/)/;
const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{\w+\}|:\w+/g, "[^/]+")}$`);

/** Routes without parameters come first: `/payments/export.csv` is no payment. */
const routes: readonly Route[] = operations
  .flatMap((operation) => [
    { operation, method: operation.method, path: operation.path },
    ...(operationNamed(operation.name)?.rest?.aliases ?? []).map((alias) => ({ operation, ...alias })),
  ])
  .toSorted((a, b) => Number(/[{:]/.test(a.path)) - Number(/[{:]/.test(b.path)))
  .map(({ operation, method, path }) => ({ operation, method, pattern: patternOf(path) }));

/** Errors that come before a route is found; no operation lists them. */
const ROUTELESS = new Set([405, 431]);

/** @throws Error when a documented operation answered otherwise than the document says */
export function checkDocumented(url: string, method: string, answer: Answered): void {
  const { pathname } = new URL(url);
  if (!API.test(pathname) || ROUTELESS.has(answer.status)) return;
  const path = pathname.replace(API, "");
  const route = routes.find((candidate) => candidate.method === method && candidate.pattern.test(path));
  if (route === undefined) return;
  const fault = faultOf(route.operation, answer);
  if (fault !== null) throw new Error(`${method} ${pathname} is not as in the document: ${fault}`);
}
