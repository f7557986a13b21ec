import type { WalletPreview } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { toast } from "../../ui/overlay/toast.tsx";
import { CompareStep } from "./compare-step.tsx";
import { walletMessages as m } from "./messages.ts";
import { WalletField } from "./wallet-field.tsx";

/** Paste, compare, save. The key stays in this component until it is saved and is never shown again. */
export function WalletSetup({ onSaved }: { readonly onSaved: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [checked, setChecked] = useState<{ wallet: string; preview: WalletPreview } | null>(null);
  const preview = useMutation(
    trpc.settings.previewWallet.mutationOptions({
      meta: { inForm: true },
      gcTime: 0,
      onSuccess: (found, { wallet }) => setChecked({ wallet, preview: found }),
    }),
  );
  const save = useMutation(
    trpc.settings.update.mutationOptions({
      gcTime: 0,
      meta: { inForm: true },
      onSuccess: async (settings) => {
        queries.setQueryData(trpc.settings.get.queryKey(), settings);
        await queries.invalidateQueries(trpc.dashboard.onboarding.queryFilter());
        toast(m.saved);
        onSaved();
      },
    }),
  );
  if (checked === null) {
    return (
      <WalletField
        busy={preview.isPending}
        error={preview.error ? failureOf(preview.error).text : null}
        onCheck={(wallet) => preview.mutate({ wallet })}
      />
    );
  }
  return (
    <CompareStep
      wallet={checked.wallet}
      preview={checked.preview}
      busy={save.isPending}
      error={save.error ? failureOf(save.error) : null}
      onBack={() => setChecked(null)}
      onSave={() =>
        save.mutate(
          checked.preview.kind === "xpub" ? { xpub: checked.wallet } : { kaspaAddress: checked.wallet },
        )
      }
    />
  );
}
