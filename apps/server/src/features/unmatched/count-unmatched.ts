import type { Db } from "../../database/unit-of-work.ts";
import { unmatchedRepository } from "./repository.ts";

type Unmatched = ReturnType<typeof unmatchedRepository>;

/** Money of the store that waits for a decision. */
export const waitingUnmatched = (
  db: Db,
  ...query: Parameters<Unmatched["waiting"]>
): ReturnType<Unmatched["waiting"]> => unmatchedRepository(db).waiting(...query);
