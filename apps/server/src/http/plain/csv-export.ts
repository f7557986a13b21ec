import { once } from "node:events";
import { ExportPayments, Refused } from "@kaspa-pay/api-contract";
import { invalidRequest, issuesOf, requireScope } from "@kaspa-pay/api-contract/router";
import type { RequestHandler, Response } from "express";
import { callerOf } from "../auth/caller.ts";
import type { HttpDeps } from "../deps.ts";
import type { Limits } from "../middleware/limits.ts";
import { fieldKinds, typedValues } from "../query-values.ts";

type ExportDeps = Pick<HttpDeps, "identities" | "settings" | "exportRows" | "clock"> & {
  readonly limits: Limits;
};

/** `GET /payments/export.csv`: streamed row by row, as fast as the reader takes it. */
export function csvExport(deps: ExportDeps): RequestHandler {
  const kinds = fieldKinds(ExportPayments);
  return async (req, res) => {
    const publicUrl = deps.settings.publicUrl;
    const caller = await callerOf(req, res, { identities: deps.identities, publicUrl });
    requireScope(caller, "reports:read");
    await deps.limits.charge({ name: "payments.export", kind: "query" }, caller, null, res);
    const filters = filtersOf(req.query, kinds);
    const rows = deps.exportRows(filters, caller)[Symbol.asyncIterator]();
    // The first row is read before the status is sent, so that a refusal is still an error answer.
    let row = await rows.next();
    const day = new Date(deps.clock.now()).toISOString().slice(0, 10);
    res.status(200).set({
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="payments-${day}.csv"`,
    });
    if (filters.bom) res.write("\uFEFF");
    for (; !row.done && !res.destroyed; row = await rows.next()) await write(res, `${row.value}\r\n`);
    await rows.return?.();
    res.end();
  };
}

function filtersOf(
  query: Readonly<Record<string, unknown>>,
  kinds: ReturnType<typeof fieldKinds>,
): ExportPayments {
  const issues: { path: string; message: string }[] = [];
  const parsed = ExportPayments.safeParse(typedValues(query, kinds, issues));
  if (parsed.success && issues.length === 0) return parsed.data;
  const all = [...issues, ...(parsed.error === undefined ? [] : issuesOf(parsed.error))];
  const body = invalidRequest(all, "");
  throw new Refused("invalid_request", body.error, {
    issues: all,
    ...(body.param !== null && { param: body.param }),
  });
}

async function write(res: Response, text: string): Promise<void> {
  if (res.write(text) || res.destroyed) return;
  await Promise.race([once(res, "drain"), once(res, "close")]);
}
