import type { Link as PaymentLink } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Archive, CopyPlus, Ellipsis, ExternalLink } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { ConfirmDialog } from "../../ui/overlay/dialog.tsx";
import { Menu, MenuItem } from "../../ui/overlay/menu.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { linkMessages as m } from "./messages.ts";

export function RowMenu({
  link,
  onRemoved,
}: {
  readonly link: PaymentLink;
  readonly onRemoved?: () => void;
}) {
  const navigate = useNavigate();
  const storeId = useStore().id;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Menu
        label={`More for ${link.title}`}
        align="end"
        triggerClass="inline-grid size-8 place-items-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
        trigger={<Ellipsis aria-hidden className="size-4" />}
      >
        <MenuItem
          icon={<ExternalLink aria-hidden className="size-4" />}
          onSelect={() => void window.open(link.url, "_blank", "noopener,noreferrer")}
        >
          {m.tryIt}
        </MenuItem>
        <MenuItem
          icon={<CopyPlus aria-hidden className="size-4" />}
          onSelect={() =>
            void navigate({ to: "/s/$storeId/links/new", params: { storeId }, search: { from: link.id } })
          }
        >
          {m.duplicate}
        </MenuItem>
        <MenuItem
          danger
          icon={<Archive aria-hidden className="size-4" />}
          disabled={link.status === "archived"}
          onSelect={() => setAsking(true)}
        >
          {m.remove}
        </MenuItem>
      </Menu>
      {asking && <RemoveDialog link={link} onClose={() => setAsking(false)} onRemoved={onRemoved} />}
    </>
  );
}

interface RemoveDialogProps {
  readonly link: PaymentLink;
  readonly onClose: () => void;
  readonly onRemoved: (() => void) | undefined;
}

function RemoveDialog({ link, onClose, onRemoved }: RemoveDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.links.remove.mutationOptions({
      onSuccess: async () => {
        onClose();
        await queries.invalidateQueries(trpc.links.list.queryFilter());
        toast(m.archived);
        onRemoved?.();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={m.removeTitle}
      action={m.remove}
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id: link.id })}
      onClose={onClose}
    >
      <p>{m.removeText}</p>
    </ConfirmDialog>
  );
}
