import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleCheck, CircleDashed } from "lucide-react";
import { type FormEvent, useId } from "react";
import { ActButton } from "../../../ui/submit-button.tsx";
import { useStore } from "../../../shared/store-context.ts";
import { failureOf } from "../../../lib/transport/failure.ts";
import { useIdempotencyKey } from "../../../lib/transport/idempotency.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { goLiveWords as w } from "./messages.ts";
import { Button } from "../../../ui/button.tsx";
import { Field, Input } from "../../../ui/field.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { account } from "../../../shared/routing/session.ts";

/** What a gateway needs before it can take real money, and the button that makes the live store. */
export function GoLiveDialog({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
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
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate({ name: String(new FormData(event.currentTarget).get("name")).trim(), network: "mainnet" });
  };
  return (
    <Dialog
      title={w.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{w.later}</Button>
          <ActButton
            type="submit"
            form={id}
            variant="primary"
            busy={create.isPending}
            disabled={!https || !mainnet}
          >
            {w.action}
          </ActButton>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-5">
        <p className="text-ink-2">{w.text}</p>
        <ul className="grid gap-3">
          <Point done={https} title={w.https} text={w.httpsText(setup?.publicUrl ?? "")} />
          <Point done={mainnet} title={w.node} text={w.nodeText} />
          <Point done={false} title={w.wallet} text={w.walletText} />
          <Point done={false} title={w.webhook} text={w.webhookText} />
        </ul>
        <Field label={w.name} required error={create.error ? failureOf(create.error).text : undefined}>
          <Input name="name" required maxLength={100} defaultValue={store.name} />
        </Field>
      </form>
    </Dialog>
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
