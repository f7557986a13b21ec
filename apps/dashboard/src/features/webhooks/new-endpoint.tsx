import type { EndpointCreated, TestResult } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "../../lib/transport/failure.ts";
import { useIdempotencyKey, useTRPC } from "../../lib/transport/trpc.ts";
import { SecretPanel } from "../../ui/copy/secret.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { EndpointForm } from "./endpoint-form.tsx";
import { webhookMessages as m } from "./messages.ts";
import { TestOutcome } from "./test-outcome.tsx";
import { VerifierSnippets } from "./verifier-snippets.tsx";

export interface NewEndpointProps {
  readonly onClose: () => void;
  readonly onMade?: (endpointId: string) => void;
}

/** Creates the endpoint, sends a test event at once, and shows the result and the secret. */
export function NewEndpoint({ onClose, onMade }: NewEndpointProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const [made, setMade] = useState<EndpointCreated | null>(null);
  const ping = useMutation(trpc.webhooks.test.mutationOptions({ meta: { inForm: true } }));
  const create = useMutation(
    trpc.webhooks.create.mutationOptions({
      trpc: key,
      gcTime: 0,
      meta: { inForm: true },
      onSuccess: (endpoint) => {
        setMade(endpoint);
        ping.mutate({ id: endpoint.id });
        void queries.invalidateQueries(trpc.webhooks.list.queryFilter());
      },
    }),
  );
  const done = () => {
    const id = made?.id;
    onClose();
    if (id !== undefined) onMade?.(id);
  };
  return (
    <Dialog
      kind="drawer"
      title={made === null ? m.newEndpoint : m.createdTitle}
      onClose={made === null ? onClose : done}
      sticky={made !== null}
    >
      {made === null ? (
        <EndpointForm
          initial={{ url: "", events: ["*"], format: "event" }}
          action={m.create}
          busy={create.isPending}
          failure={create.error ? failureOf(create.error) : null}
          onSubmit={(fields) => create.mutate(fields)}
        />
      ) : (
        <Made endpoint={made} result={ping.data ?? null} failure={ping.error} onDone={done} />
      )}
    </Dialog>
  );
}

interface MadeProps {
  readonly endpoint: EndpointCreated;
  readonly result: TestResult | null;
  readonly failure: unknown;
  readonly onDone: () => void;
}

function Made({ endpoint, result, failure, onDone }: MadeProps) {
  return (
    <div className="grid gap-6">
      <TestOutcome result={result} failure={failure} />
      <SecretPanel
        title={m.secretTitle}
        text={m.secretText}
        value={endpoint.secret}
        what={m.secretWhat}
        done="Done"
        onDone={onDone}
      />
      <VerifierSnippets secret={endpoint.secret} />
    </div>
  );
}
