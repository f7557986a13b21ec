import { useMutation } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { type FormEvent, useState } from "react";
import { findSecret } from "../../lib/forms/secret-guard.ts";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { walletMessages as m } from "./messages.ts";

/** Whether an address belongs to this key, or without a key to the store's wallet. */
export function FindAddress({ wallet }: { readonly wallet?: string }) {
  const [address, setAddress] = useState("");
  const [secret, setSecret] = useState<string | null>(null);
  const search = useMutation(
    useTRPC().settings.searchWallet.mutationOptions({ gcTime: 0, meta: { inForm: true } }),
  );
  const type = (typed: string) => {
    const kind = findSecret(typed);
    setSecret(kind);
    setAddress(kind === null ? typed : "");
    search.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() === "") return;
    search.mutate({ address: address.trim(), ...(wallet !== undefined && { wallet }) });
  };
  const found = search.data?.found;
  return (
    <form onSubmit={submit} className="grid gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <Field
          label={m.findLabel}
          className="min-w-60 grow"
          error={secret === null ? undefined : `${m.secretTitle(secret)} ${m.secretText}`}
        >
          <Input
            value={address}
            onChange={(event) => type(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-sm"
          />
        </Field>
        {secret === null && (
          <SubmitButton
            type="submit"
            busy={search.isPending}
            icon={<Search aria-hidden className="size-4" />}
          >
            {m.find}
          </SubmitButton>
        )}
      </div>
      <p className="-mt-1 text-sm text-ink-3">{m.findHint}</p>
      {search.error && <Notice tone="red">{failureOf(search.error).text}</Notice>}
      {found && (
        <Notice tone="green" urgent>
          {m.found(found.branch, found.index)}
        </Notice>
      )}
      {found === null && (
        <Notice tone="amber" urgent>
          {m.notFound}
        </Notice>
      )}
    </form>
  );
}
