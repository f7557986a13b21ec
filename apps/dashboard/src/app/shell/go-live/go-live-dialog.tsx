import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleCheck, CircleDashed } from "lucide-react";
import { failureOf } from "../../../lib/transport/failure.ts";
import { useIdempotencyKey, useTRPC } from "../../../lib/transport/trpc.ts";
import { account } from "../../../shared/account.ts";
import { useStore } from "../../../shared/store-context.ts";
import { Field, Input } from "../../../ui/field.tsx";
import { FormDialog, textOf } from "../../../ui/overlay/form-dialog.tsx";
import { goLiveMessages as m } from "../messages.ts";

/** What a gateway needs before it can take real money, and the button that makes the live store. */
export function GoLiveDialog({ onClose }: { readonly onClose: () => void }) {
  const store = useStore();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const setup = useQuery(account.market.setup.queryOptions()).data;
  const create = useMutation(
    useTRPC().stores.create.mutationOptions({
      trpc: key,
      meta: { inForm: true },
      onSuccess: async (made) => {
        await queries.invalidateQueries(account.auth.me.queryFilter());
        onClose();
        await navigate({ to: "/s/$storeId/setup", params: { storeId: made.id } });
      },
    }),
  );
  const https = setup?.publicUrl.startsWith("https://") ?? false;
  const mainnet = setup?.networks.includes("mainnet") ?? false;
  return (
    <FormDialog
      title={m.title}
      action={m.action}
      back={m.later}
      busy={create.isPending}
      disabled={!https || !mainnet}
      className="gap-5"
      onClose={onClose}
      onSubmit={(form) => create.mutate({ name: textOf(form, "name"), network: "mainnet" })}
    >
      <p className="text-ink-2">{m.text}</p>
      <ul className="grid gap-3">
        <Point done={https} title={m.https} text={m.httpsText(setup?.publicUrl ?? "")} />
        <Point done={mainnet} title={m.node} text={m.nodeText} />
        <Point done={false} title={m.wallet} text={m.walletText} />
        <Point done={false} title={m.webhook} text={m.webhookText} />
      </ul>
      <Field label={m.name} required error={create.error ? failureOf(create.error).text : undefined}>
        <Input name="name" required maxLength={100} defaultValue={store.name} />
      </Field>
    </FormDialog>
  );
}

function Point({
  done,
  title,
  text,
}: {
  readonly done: boolean;
  readonly title: string;
  readonly text: string;
}) {
  const Icon = done ? CircleCheck : CircleDashed;
  return (
    <li className="flex items-start gap-3">
      <Icon
        aria-hidden
        className={done ? "mt-0.5 size-5 shrink-0 text-accent-ink" : "mt-0.5 size-5 shrink-0 text-ink-3"}
      />
      <span>
        <span className="font-medium">{title}</span> {done && <span className="sr-only">(done)</span>}
        <span className="block text-sm text-ink-3">{text}</span>
      </span>
    </li>
  );
}
