import { once } from "node:events";
import { ApiError, ExportAddresses, ExportPayments } from "@kaspa-pay/api-contract";
import { type Caller, given, invalidRequest, issuesOf, requireScope } from "@kaspa-pay/api-contract/router";
import type { RequestHandler, Response } from "express";
import type { z } from "zod";
import { callerOf } from "../auth/caller.ts";
import type { ProofWatch } from "../auth/proof-watch.ts";
import type { HttpDeps } from "../deps.ts";
import type { Limits } from "../limits/limits.ts";
import { fieldKinds, typedValues } from "../query-values.ts";

type ExportDeps = Pick<HttpDeps, "identities" | "settings" | "exportRows" | "addressRows" | "clock"> & {
  readonly limits: Limits;
  readonly proofs: ProofWatch;
};

/** `GET /payments/export.csv`. */
export const paymentsExport = (deps: ExportDeps): RequestHandler =>
  csvRoute(deps, {
    operation: "payments.export",
    file: "payments",
    query: ExportPayments,
    lines(filters, caller) {
      requireScope(caller, "reports:read");
      return deps.exportRows(filters, caller);
    },
  });

/** `GET /settings/wallet/addresses.csv`. */
export const addressesExport = (deps: ExportDeps): RequestHandler =>
  csvRoute(deps, {
    operation: "settings.exportAddresses",
    file: "addresses",
    query: ExportAddresses,
    lines: (input, caller) => deps.addressRows(input, caller),
  });

interface CsvRoute<Query extends z.ZodObject> {
  readonly operation: string;
  /** Name of the file without the date. */
  readonly file: string;
  readonly query: Query;
  lines(input: z.output<Query>, caller: Caller): AsyncIterable<string>;
}

/** Streams rows as fast as the reader takes them. */
function csvRoute<Query extends z.ZodObject>(deps: ExportDeps, route: CsvRoute<Query>): RequestHandler {
  const kinds = fieldKinds(route.query);
  return async (req, res) => {
    const publicUrl = deps.settings.publicUrl;
    // A link cannot send a header, so its query names the store of a session.
    const { storeId, ...rest } = req.query;
    const named = typeof storeId === "string" ? { storeId } : {};
    const caller = await callerOf(req, res, { identities: deps.identities, publicUrl }, named);
    requireScope(caller, "reports:read");
    await deps.limits.call({ name: route.operation, kind: "query" }, caller, res);
    const input = queryOf(caller.via === "cookie" ? rest : req.query, route.query, kinds);
    await deps.proofs.hold(caller, res, "export");
    const rows = route.lines(input, caller)[Symbol.asyncIterator]();
    // The first row is read before the status is sent, so that a refusal is still an error answer.
    let row = await rows.next();
    const day = new Date(deps.clock.now()).toISOString().slice(0, 10);
    res.status(200).set({
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${route.file}-${day}.csv"`,
    });
    if (input.bom === true) res.write("\uFEFF");
    for (; !row.done && !res.destroyed; row = await rows.next()) await write(res, `${row.value}\r\n`);
    await rows.return?.();
    res.end();
  };
}

function queryOf<Query extends z.ZodObject>(
  query: Readonly<Record<string, unknown>>,
  schema: Query,
  kinds: ReturnType<typeof fieldKinds>,
): z.output<Query> {
  const issues: { path: string; message: string }[] = [];
  const parsed = schema.safeParse(given(schema, typedValues(query, kinds, issues)));
  if (parsed.success && issues.length === 0) return parsed.data;
  const all = [...issues, ...(parsed.error === undefined ? [] : issuesOf(parsed.error))];
  const body = invalidRequest(all, "");
  throw new ApiError("invalid_request", body.error, {
    issues: all,
    ...(body.param !== null && { param: body.param }),
  });
}

async function write(res: Response, text: string): Promise<void> {
  if (res.write(text) || res.destroyed) return;
  const waited = new AbortController();
  const { signal } = waited;
  try {
    await Promise.race([once(res, "drain", { signal }), once(res, "close", { signal })]);
  } finally {
    // The listener that did not fire would stay for the life of the answer, one more for each pause.
    waited.abort();
  }
}
