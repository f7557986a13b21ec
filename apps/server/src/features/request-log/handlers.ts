import type { LoggedRequest } from "@kaspa-pay/api-contract";
import type { RequestLogHandlers } from "@kaspa-pay/api-contract/router";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import { periodOf, readCursor, toPage } from "../../http/paging.ts";
import { iso, storeIdOf } from "../caller.ts";
import { requestLogRepository, type StoredRequest } from "./repository.ts";

export function createRequestLogHandlers({
  unitOfWork,
}: {
  readonly unitOfWork: UnitOfWork;
}): RequestLogHandlers {
  return {
    list: async ({ limit, cursor, status, route, keyId, requestId, ...period }, caller) => {
      const filters = {
        statusClass: status === undefined ? undefined : Number(status[0]),
        ...{ route, keyId, requestId },
        ...periodOf(period),
      };
      const page = { limit, afterId: readCursor(cursor) };
      const rows = await requestLogRepository(unitOfWork.db).list(storeIdOf(caller), filters, page);
      return toPage(rows, limit, (row) => row.id, requestView);
    },
  };
}

const requestView = (request: StoredRequest): LoggedRequest => ({
  id: request.id,
  requestId: request.requestId,
  at: iso(request.at),
  method: request.method,
  route: request.route,
  status: request.status,
  code: request.code,
  durationMs: request.durationMs,
  keyId: request.keyId,
  keyName: request.keyName,
  body: request.body && {
    fields: request.body.fields.map(([name, type]) => ({ name, type })),
    more: request.body.more,
  },
});
