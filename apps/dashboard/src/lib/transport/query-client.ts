import { MutationCache, QueryClient } from "@tanstack/react-query";
import { failureOf, isPassing, isSignedOut } from "./failure.ts";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: {
      /** The form shows the failure itself; no toast. */
      readonly inForm?: boolean;
    };
  }
}

const MAX_RETRIES = 4;

/** @param onFailure gets the text of a failed action that no form shows */
export function makeQueryClient(onFailure: (text: string) => void): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        const failure = failureOf(error);
        if (mutation.meta?.inForm || isSignedOut(failure) || failure.code === "reauth_required") return;
        onFailure(failure.text);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        gcTime: 10 * 60_000,
        networkMode: "always",
        retry: (count, error) => count < MAX_RETRIES && isPassing(failureOf(error)),
        retryDelay: (count) => Math.min(500 * 2 ** count, 5_000),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
