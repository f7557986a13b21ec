import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormats } from "../../lib/format/formats.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { settingsMessages as m } from "./messages.ts";
import { SECRET_QUERY, SigningSecretSection } from "./signing-secret.tsx";

/** The key of callbacks to the URL of a single payment. */
export function CallbackSecretSection() {
  return (
    <SigningSecretSection texts={m.callbackSecret} useSecret={useCallbackSecret} useRotate={useRotation} />
  );
}

function useCallbackSecret() {
  const query = useQuery(useTRPC().settings.callbackSecret.queryOptions(undefined, SECRET_QUERY));
  const until = query.data?.previousSecretExpiresAt ?? null;
  return {
    query,
    secret: query.data?.callbackSecret,
    note: until !== null && <Overlap until={until} />,
  };
}

function useChanged(text: string, then?: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return {
    gcTime: 0,
    onSuccess: () => {
      // What is written into the cache here would outlive hiding it, and be shown again without the password.
      void queries.resetQueries(trpc.settings.callbackSecret.queryFilter());
      toast(text);
      then?.();
    },
  };
}

const useRotation = (onRotated: () => void) =>
  useMutation(
    useTRPC().settings.rotateCallbackSecret.mutationOptions(useChanged(m.rotatedSecret, onRotated)),
  );

/** While both secrets sign. */
function Overlap({ until }: { readonly until: string }) {
  const { when } = useFormats();
  const finish = useMutation(
    useTRPC().settings.finishCallbackRotation.mutationOptions(useChanged(m.finishedRotation)),
  );
  return (
    <Notice
      tone="amber"
      action={
        <SubmitButton size="sm" busy={finish.isPending} onClick={() => finish.mutate()}>
          {m.finishRotation}
        </SubmitButton>
      }
    >
      {m.bothSign(when(until).text)}
    </Notice>
  );
}
