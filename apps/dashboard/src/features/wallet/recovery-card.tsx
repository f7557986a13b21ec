import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useFormats } from "../../lib/format/formats.ts";
import { serverAway } from "../../lib/transport/signals.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Check } from "../../ui/field.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { walletMessages as m } from "./messages.ts";

/** How to find money that a wallet does not show, and how to keep the used addresses close together. */
export function RecoveryCard() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const storeId = useStore().id;
  const away = serverAway.use();
  const { onDate } = useFormats();
  const csv = (wallet?: string) =>
    `/api/v1/settings/wallet/addresses.csv?${new URLSearchParams({ storeId, ...(wallet && { wallet }) })}`;
  const settings = useQuery(trpc.settings.get.queryOptions()).data;
  const save = useMutation(
    trpc.settings.update.mutationOptions({
      onSuccess: (now) => {
        queries.setQueryData(trpc.settings.get.queryKey(), now);
        toast(m.savedSetting);
      },
    }),
  );
  return (
    <Card title={m.recovery} hint={m.recoveryText}>
      <div className="grid gap-4">
        <div>
          <a href={csv()} download className={buttonClass("secondary")}>
            <Download aria-hidden className="size-4" /> {m.recoveryCsv}
          </a>
        </div>
        {settings && settings.formerWallets.length > 0 && (
          <ul className="grid gap-1 text-sm">
            {settings.formerWallets.map((former) => (
              <li key={former.id}>
                <a href={csv(former.id)} download className="underline underline-offset-3">
                  {m.formerCsv(former.fingerprint ?? m.modes[former.mode], onDate(former.replacedAt).text)}
                </a>
              </li>
            ))}
          </ul>
        )}
        {settings && (
          <Check
            label={m.recycle}
            checked={save.isPending ? save.variables.recycleAddresses === true : settings.recycleAddresses}
            disabled={away || save.isPending}
            onChange={(event) => save.mutate({ recycleAddresses: event.currentTarget.checked })}
          />
        )}
        <p className="text-sm text-ink-3">{m.recycleText}</p>
      </div>
    </Card>
  );
}
