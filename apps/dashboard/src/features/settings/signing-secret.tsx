import { type ReactNode, useState } from "react";
import { failureOf } from "../../lib/transport/failure.ts";
import { Button, SubmitButton } from "../../ui/button.tsx";
import { Card, Notice } from "../../ui/card.tsx";
import { CopyButton } from "../../ui/copy/copy.tsx";
import { ConfirmDialog } from "../../ui/overlay/dialog.tsx";
import { settingsMessages as m } from "./messages.ts";

/** Options of a query that reads a secret: nothing of it stays in the cache once it is hidden. */
export const SECRET_QUERY = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, retry: false } as const;

interface SecretTexts {
  readonly title: string;
  readonly hint: string;
  readonly text: string;
  /** Said to whoever copies it. */
  readonly what: string;
  readonly rotate: string;
  readonly rotateText: string;
}

interface SecretAnswer {
  readonly secret: string | undefined;
  readonly query: { readonly error: unknown; readonly isFetching: boolean; refetch(): unknown };
  /** Below the secret. */
  readonly note?: ReactNode;
}

interface SigningSecretProps {
  readonly texts: SecretTexts;
  /** Asked while the secret is shown. */
  readonly useSecret: () => SecretAnswer;
  readonly useRotate: (onRotated: () => void) => { readonly isPending: boolean; readonly mutate: () => void };
}

/** A key with which the gateway signs for this store: read on request after the password. */
export function SigningSecretSection({ texts, useSecret, useRotate }: SigningSecretProps) {
  const [shown, setShown] = useState(false);
  const [rotating, setRotating] = useState(false);
  return (
    <Card
      title={texts.title}
      hint={texts.hint}
      footer={
        <>
          <SubmitButton size="sm" onClick={() => setRotating(true)}>
            {texts.rotate}
          </SubmitButton>
          <SubmitButton size="sm" onClick={() => setShown(!shown)} aria-expanded={shown}>
            {shown ? m.hideSecret : m.showSecret}
          </SubmitButton>
        </>
      }
    >
      <div className="grid gap-4 text-sm text-ink-2">
        <p>{texts.text}</p>
        {shown && <Secret what={texts.what} useSecret={useSecret} />}
      </div>
      {rotating && (
        <RotateDialog
          texts={texts}
          useRotate={useRotate}
          onClose={() => setRotating(false)}
          onRotated={() => setShown(true)}
        />
      )}
    </Card>
  );
}

function Secret({ what, useSecret }: Pick<SigningSecretProps, "useSecret"> & { readonly what: string }) {
  const { secret, query, note } = useSecret();
  if (query.error && !query.isFetching) {
    return (
      <Notice
        tone="red"
        urgent
        action={
          <Button size="sm" onClick={() => void query.refetch()}>
            {m.readSecretAgain}
          </Button>
        }
      >
        {failureOf(query.error).text}
      </Notice>
    );
  }
  if (secret === undefined) return <p role="status">{m.readingSecret}</p>;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 rounded-xl border border-line bg-sunken p-3.5">
        <code className="min-w-0 grow basis-60 font-mono text-sm break-all" data-secret>
          {secret}
        </code>
        <CopyButton value={secret} what={what} wide />
      </div>
      {note}
    </>
  );
}

function RotateDialog({
  texts,
  useRotate,
  onClose,
  onRotated,
}: Pick<SigningSecretProps, "texts" | "useRotate"> & {
  readonly onClose: () => void;
  readonly onRotated: () => void;
}) {
  const rotate = useRotate(() => {
    onRotated();
    onClose();
  });
  return (
    <ConfirmDialog
      title={texts.rotate}
      action={texts.rotate}
      busy={rotate.isPending}
      onConfirm={() => rotate.mutate()}
      onClose={onClose}
    >
      <p>{texts.rotateText}</p>
    </ConfirmDialog>
  );
}
