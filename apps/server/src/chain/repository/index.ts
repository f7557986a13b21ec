import type { Db } from "../../database/unit-of-work.ts";
import { createOwnerRecords } from "./address-owners.ts";
import { createCheckpointRecords } from "./checkpoints.ts";
import { createCursorRecords } from "./cursors.ts";
import { createDepositOutputRecords } from "./deposit-outputs.ts";
import { createGapRecords } from "./gaps.ts";
import { createObservationRecords } from "./observations.ts";
import { createOutageRecords } from "./outages.ts";
import { createOutputRecords } from "./outputs.ts";
import { createQuarantineRecords } from "./quarantine.ts";

export function chainRepository(db: Db) {
  return {
    ...createCursorRecords(db),
    ...createCheckpointRecords(db),
    ...createOwnerRecords(db),
    ...createOutputRecords(db),
    ...createDepositOutputRecords(db),
    ...createObservationRecords(db),
    ...createGapRecords(db),
    ...createQuarantineRecords(db),
    ...createOutageRecords(db),
  };
}
