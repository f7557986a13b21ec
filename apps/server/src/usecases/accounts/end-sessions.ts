import { Refused } from "@kaspa-pay/api-contract";
import type { Acting } from "../acting.ts";
import type { AccountDeps } from "./account-deps.ts";

type Deps = Pick<AccountDeps, "unitOfWork" | "clock" | "audit">;

export interface Person {
  readonly userId: string;
  readonly sessionId: string;
}

/** Ends one session of the person, their own by default. @throws Refused `not_found` */
export const createEndSession =
  (deps: Deps) =>
  async (person: Person, id: string, actor: Acting): Promise<void> =>
    deps.unitOfWork.transaction(async (records) => {
      if (!(await records.sessions.end(person.userId, id, deps.clock.now()))) {
        throw new Refused("not_found", "Session not found");
      }
      await deps.audit(records, actor, { storeId: null, action: "session.ended", target: id });
    });

/** Ends every session of the person but the one that asks, bearer tokens included. */
export const createEndOtherSessions =
  (deps: Deps) =>
  async (person: Person, actor: Acting): Promise<void> =>
    deps.unitOfWork.transaction(async (records) => {
      await records.sessions.endOthers(person.userId, person.sessionId, deps.clock.now());
      const note = { storeId: null, action: "session.others_ended", target: person.userId };
      await deps.audit(records, actor, note);
    });
