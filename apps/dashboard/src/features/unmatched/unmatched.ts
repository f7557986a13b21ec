import type { inferOutput } from "@trpc/tanstack-react-query";
import type { Trpc } from "../../lib/transport/trpc.ts";

/** A transfer that belongs to no payment, as the server lists it. */
export type Unmatched = inferOutput<Trpc["payments"]["listUnmatched"]>["data"][number];
