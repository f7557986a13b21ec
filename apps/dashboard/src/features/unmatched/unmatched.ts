import type { inferOutput } from "@trpc/tanstack-react-query";
import type { Trpc } from "../../lib/transport/trpc.ts";

/** Money that came without an owner, as the server lists it. */
export type Unmatched = inferOutput<Trpc["payments"]["listUnmatched"]>["data"][number];
