import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Button, SubmitButton } from "../../ui/button.tsx";
import { Card, Notice } from "../../ui/card.tsx";
import { CopyButton } from "../../ui/copy/copy.tsx";
import { ConfirmDialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { settingsMessages as m } from "./messages.ts";

/** The key of signed returns: read on request after the password, and not kept once it is hidden. */
export function RedirectSecretSection() {
  const [shown, setShown] = useState(false);
  const [rotating, setRotating] = useState(false);
  return (
    <Card
      title={m.redirectSecret}
      hint={m.redirectSecretHint}
      footer={
        <>
          <SubmitButton size="sm" onClick={() => setRotating(true)}>
            {m.rotateRedirectSecret}
          </SubmitButton>
          <SubmitButton size="sm" onClick={() => setShown(!shown)} aria-expanded={shown}>
            {shown ? m.hideRedirectSecret : m.showRedirectSecret}
          </SubmitButton>
        </>
      }
    >
      <div className="grid gap-4 text-sm text-ink-2">
        <p>{m.redirectSecretText}</p>
        {shown && <Secret />}
      </div>
      {rotating && <RotateDialog onClose={() => setRotating(false)} onRotated={() => setShown(true)} />}
    </Card>
  );
}

function Secret() {
  const secret = useQuery(
    useTRPC().settings.redirectSecret.queryOptions(undefined, {
      gcTime: 0,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  );
  if (secret.error && !secret.isFetching) {
    return (
      <Notice
        tone="red"
        urgent
        action={
          <Button size="sm" onClick={() => void secret.refetch()}>
            {m.readSecretAgain}
          </Button>
        }
      >
        {failureOf(secret.error).text}
      </Notice>
    );
  }
  if (secret.data === undefined) return <p role="status">{m.readingSecret}</p>;
  const { redirectSecret } = secret.data;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-xl border border-line bg-sunken p-3.5">
      <code className="min-w-0 grow basis-60 font-mono text-sm break-all" data-secret>
        {redirectSecret}
      </code>
      <CopyButton value={redirectSecret} what={m.redirectSecretWhat} wide />
    </div>
  );
}

function RotateDialog({
  onClose,
  onRotated,
}: {
  readonly onClose: () => void;
  readonly onRotated: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const rotate = useMutation(
    trpc.settings.rotateRedirectSecret.mutationOptions({
      gcTime: 0,
      onSuccess: () => {
        // What is written into the cache here would outlive hiding it, and be shown again without the password.
        void queries.resetQueries(trpc.settings.redirectSecret.queryFilter());
        toast(m.rotatedRedirectSecret);
        onRotated();
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={m.rotateRedirectSecret}
      action={m.rotateRedirectSecret}
      busy={rotate.isPending}
      onConfirm={() => rotate.mutate()}
      onClose={onClose}
    >
      <p>{m.rotateRedirectSecretText}</p>
    </ConfirmDialog>
  );
}
