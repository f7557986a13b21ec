import type { Kysely } from "kysely";
import type { ChainRecords } from "../../../ports/records/chain-records.ts";
import type { Database } from "../../database.ts";
import { createCursorRecords } from "./cursor-records.ts";
import { createGapRecords } from "./gap-records.ts";
import { createLadderRecords } from "./ladder-records.ts";
import { createOutageRecords } from "./outage-records.ts";
import { createOutputRecords } from "./output-records.ts";
import { createOwnerRecords } from "./owner-records.ts";
import { createSightingRecords } from "./sighting-records.ts";
import { createStopRecords } from "./stop-records.ts";

export function createChainRecords(db: Kysely<Database>): ChainRecords {
  return {
    ...createCursorRecords(db),
    ...createLadderRecords(db),
    ...createOwnerRecords(db),
    ...createOutputRecords(db),
    ...createSightingRecords(db),
    ...createGapRecords(db),
    ...createStopRecords(db),
    ...createOutageRecords(db),
  };
}
