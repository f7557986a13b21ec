import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { toast } from "../../ui/overlay/toast.tsx";
import { settingsMessages as m } from "./messages.ts";
import { SECRET_QUERY, SigningSecretSection } from "./signing-secret.tsx";

/** The key of signed returns. */
export function RedirectSecretSection() {
  return (
    <SigningSecretSection texts={m.redirectSecret} useSecret={useRedirectSecret} useRotate={useRotation} />
  );
}

function useRedirectSecret() {
  const query = useQuery(useTRPC().settings.redirectSecret.queryOptions(undefined, SECRET_QUERY));
  return { query, secret: query.data?.redirectSecret };
}

function useRotation(onRotated: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.settings.rotateRedirectSecret.mutationOptions({
      gcTime: 0,
      onSuccess: () => {
        // What is written into the cache here would outlive hiding it, and be shown again without the password.
        void queries.resetQueries(trpc.settings.redirectSecret.queryFilter());
        toast(m.rotatedSecret);
        onRotated();
      },
    }),
  );
}
