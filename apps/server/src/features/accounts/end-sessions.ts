import { ApiError } from "@kaspa-pay/api-contract";
import type { ActorContext } from "../audit/audit.ts";
import type { AccountDeps } from "./account-deps.ts";
import { sessionRepository } from "./session-repository.ts";

type Deps = Pick<AccountDeps, "unitOfWork" | "clock" | "audit">;

export interface Person {
  readonly userId: string;
  readonly sessionId: string;
}

/** Ends one session of the person, their own by default. @throws ApiError `not_found` */
export const createEndSession =
  (deps: Deps) =>
  async (person: Person, id: string, actor: ActorContext): Promise<void> =>
    deps.unitOfWork.transaction(async (db) => {
      if (!(await sessionRepository(db).end(person.userId, id, deps.clock.now()))) {
        throw new ApiError("not_found", "Session not found");
      }
      await deps.audit(db, actor, { storeId: null, action: "session.ended", target: id });
    });

/** Ends every session of the person but the one that asks, bearer tokens included. */
export const createEndOtherSessions =
  (deps: Deps) =>
  async (person: Person, actor: ActorContext): Promise<void> =>
    deps.unitOfWork.transaction(async (db) => {
      await sessionRepository(db).endOthers(person.userId, person.sessionId, deps.clock.now());
      const note = { storeId: null, action: "session.others_ended", target: person.userId };
      await deps.audit(db, actor, note);
    });
