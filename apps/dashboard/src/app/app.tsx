import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ACCOUNT, TRPCProvider } from "../lib/transport/trpc.ts";
import { accountClient, queryClient } from "../shared/account.ts";
import { router } from "./router.tsx";

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={accountClient} queryClient={queryClient} keyPrefix={ACCOUNT}>
        <RouterProvider router={router} />
      </TRPCProvider>
    </QueryClientProvider>
  );
}
