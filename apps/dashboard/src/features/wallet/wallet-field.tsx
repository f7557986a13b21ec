import { useQuery } from "@tanstack/react-query";
import { FlaskConical, ShieldAlert } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { findSecret, type SecretKind } from "../../lib/forms/secret-guard.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { Button, SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Textarea } from "../../ui/field.tsx";
import { walletMessages as m } from "./messages.ts";

export interface WalletFieldProps {
  readonly busy: boolean;
  readonly error: string | null;
  readonly onCheck: (wallet: string) => void;
}

/** Takes a public key or an address. A secret is recognised while it is typed, removed, and never sent. */
export function WalletField({ busy, error, onCheck }: WalletFieldProps) {
  const [text, setText] = useState("");
  const [secret, setSecret] = useState<SecretKind | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const type = (typed: string) => {
    const kind = findSecret(typed);
    setText(kind === null ? typed : "");
    if (kind !== null) setSecret(kind);
    else if (typed !== "") setSecret(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wallet = text.replace(/\s+/g, "");
    if (wallet === "" || findSecret(wallet) !== null) {
      field.current?.focus();
      return;
    }
    onCheck(wallet);
  };
  return (
    <form onSubmit={submit} className="grid gap-4" autoComplete="off">
      {secret !== null && <SecretNotice kind={secret} />}
      <Field label={m.field} hint={m.fieldHint} required error={error ?? undefined}>
        <Textarea
          ref={field}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          rows={3}
          required
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          className="font-mono text-sm"
        />
      </Field>
      <p className="text-sm text-ink-3">{m.single}</p>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton type="submit" variant="primary" busy={busy} disabled={text.trim() === ""}>
          {m.check}
        </SubmitButton>
        <DemoWallet onFill={type} />
      </div>
    </form>
  );
}

function SecretNotice({ kind }: { readonly kind: SecretKind }) {
  return (
    <Notice
      tone="red"
      urgent
      icon={<ShieldAlert aria-hidden className="size-6" />}
      title={<span className="text-lg">{m.secretTitle(kind)}</span>}
    >
      {m.secretText}
    </Notice>
  );
}

function DemoWallet({ onFill }: { readonly onFill: (wallet: string) => void }) {
  const simulated = useStore().network === "simnet";
  const demo = useQuery(
    useTRPC().settings.demoWallet.queryOptions(undefined, {
      enabled: simulated,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  ).data?.wallet;
  if (!simulated || demo === null || demo === undefined) return null;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button icon={<FlaskConical aria-hidden className="size-4" />} onClick={() => onFill(demo)}>
        {m.demo}
      </Button>
      <span className="text-sm text-ink-3">{m.demoHint}</span>
    </span>
  );
}
