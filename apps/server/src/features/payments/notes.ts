// Notes of staff on a payment: added and read, never changed.
import { ApiError, type PaymentNote as WireNote } from "@kaspa-pay/api-contract";
import type { PaymentHandlers } from "@kaspa-pay/api-contract/router";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import { readCursor, toPage } from "../../http/paging.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import type { Audit } from "../audit/audit.ts";
import { actorContextOf, iso, storeIdOf } from "../caller.ts";
import { findStorePayment } from "./find-payment.ts";
import type { PaymentNote } from "./records.ts";
import { noteRepository } from "./repository/notes.ts";

export interface NoteHandlerDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly audit: Audit;
}

const notFound = () => new ApiError("not_found", "Payment not found");

export function createNoteHandlers(deps: NoteHandlerDeps): Pick<PaymentHandlers, "addNote" | "notes"> {
  const { unitOfWork } = deps;
  return {
    addNote: ({ id: paymentId, text }, caller) =>
      unitOfWork.transaction(async (db) => {
        const storeId = storeIdOf(caller);
        const actor = actorContextOf(caller);
        const note: PaymentNote = {
          storeId,
          id: deps.ids.next("nte"),
          paymentId,
          text,
          author: actor.actor,
          createdAt: deps.clock.now(),
        };
        if (!(await noteRepository(db).insert(note))) throw notFound();
        await deps.audit(db, actor, {
          storeId,
          action: "payment.noted",
          target: paymentId,
          after: { id: note.id, text },
        });
        return noteToWire(note);
      }),
    notes: async ({ id, limit, cursor }, caller) => {
      const storeId = storeIdOf(caller);
      const page = { limit, afterId: readCursor(cursor) };
      const rows = await noteRepository(unitOfWork.db).list(storeId, id, page);
      if (rows.length === 0 && (await findStorePayment(unitOfWork.db, storeId, id)) === null)
        throw notFound();
      return toPage(rows, limit, (note) => note.id, noteToWire);
    },
  };
}

export const noteToWire = ({ id, text, author, createdAt }: PaymentNote): WireNote => ({
  id,
  text,
  author,
  createdAt: iso(createdAt),
});
