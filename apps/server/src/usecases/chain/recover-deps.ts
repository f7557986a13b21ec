import type { Clock } from "../../ports/clock.ts";
import type { FaultPoints } from "../../ports/fault-points.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Ids } from "../make-ids.ts";
import type { Outcomes } from "../payments/outcome-of.ts";
import type { RateBook } from "../rate-book.ts";
import type { OnStopped } from "./stopped-payments.ts";

/** What the repairs of a lost place in the chain need. */
export interface RecoverDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  ids: Ids;
  outcomes: Outcomes;
  rates: RateBook;
  faults: FaultPoints;
  onStopped?: OnStopped;
}
