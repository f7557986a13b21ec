// The query client of the page, and the calls that are about the person instead of a store.
import type { AppRouter } from "@kaspa-pay/api-contract/router";
import type { TRPCClient } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { makeQueryClient } from "../lib/transport/query-client.ts";
import { ACCOUNT, makeClient, type Trpc } from "../lib/transport/trpc.ts";
import { toast } from "../ui/overlay/toast.tsx";

export const queryClient = makeQueryClient((text) => toast(text, { tone: "failed" }));
export const accountClient: TRPCClient<AppRouter> = makeClient(null);
export const account: Trpc = createTRPCOptionsProxy<AppRouter, { keyPrefix: true }>({
  client: accountClient,
  queryClient,
  keyPrefix: ACCOUNT,
});
