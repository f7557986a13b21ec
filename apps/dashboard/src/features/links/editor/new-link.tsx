import type { Link as PaymentLink } from "@kaspa-pay/api-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { failureOf } from "../../../lib/transport/failure.ts";
import { useIdempotencyKey, useTRPC } from "../../../lib/transport/trpc.ts";
import { toast } from "../../../ui/overlay/toast.tsx";
import { QueryState } from "../../../ui/query-state.tsx";
import { linkMessages as m } from "../messages.ts";
import { LinkEditor } from "./link-editor.tsx";
import { createInput, EMPTY, fieldsOf, type LinkFields, updateInput } from "./link-form.ts";

export interface NewLinkProps {
  /** A link to begin with: its copy. */
  readonly from: string | undefined;
  readonly onMade: (link: PaymentLink) => void;
  readonly initial?: Partial<LinkFields>;
}

export function NewLink({ from, onMade, initial = {} }: NewLinkProps) {
  const trpc = useTRPC();
  const original = useQuery(trpc.links.get.queryOptions({ id: from ?? "" }, { enabled: from !== undefined }));
  if (from === undefined) return <Create initial={{ ...EMPTY, ...initial }} onMade={onMade} />;
  return (
    <QueryState query={original}>
      {(link) => <Create initial={fieldsOf(link, true)} onMade={onMade} />}
    </QueryState>
  );
}

function Create({
  initial,
  onMade,
}: {
  readonly initial: LinkFields;
  readonly onMade: NewLinkProps["onMade"];
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const create = useMutation(
    trpc.links.create.mutationOptions({
      trpc: key,
      meta: { inForm: true },
      onSuccess: (link) => {
        queries.setQueryData(trpc.links.get.queryKey({ id: link.id }), link);
        void queries.invalidateQueries(trpc.links.list.queryFilter());
        void queries.invalidateQueries(trpc.dashboard.onboarding.queryFilter());
        toast(m.created);
        onMade(link);
      },
    }),
  );
  return (
    <LinkEditor
      initial={initial}
      link={null}
      busy={create.isPending}
      saved={create.isSuccess}
      failure={create.error ? failureOf(create.error) : null}
      onSubmit={(fields) => create.mutate(createInput(fields))}
    />
  );
}

export function EditLink({ link }: { readonly link: PaymentLink }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(
    trpc.links.update.mutationOptions({
      meta: { inForm: true },
      onSuccess: (now) => {
        queries.setQueryData(trpc.links.get.queryKey({ id: link.id }), now);
        void queries.invalidateQueries(trpc.links.list.queryFilter());
        toast(m.saved);
      },
    }),
  );
  return (
    <LinkEditor
      key={link.updatedAt}
      initial={fieldsOf(link)}
      link={link}
      busy={update.isPending}
      saved={false}
      failure={update.error ? failureOf(update.error) : null}
      onSubmit={(fields) => update.mutate({ id: link.id, ...updateInput(fields) })}
    />
  );
}
