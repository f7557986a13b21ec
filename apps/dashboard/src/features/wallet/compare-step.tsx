import type { WalletPreview } from "@kaspa-pay/api-contract";
import { useState } from "react";
import type { Failure } from "../../lib/transport/failure.ts";
import { sharedMessages } from "../../shared/messages.ts";
import { Button, SubmitButton } from "../../ui/button.tsx";
import { Facts, Notice } from "../../ui/card.tsx";
import { Check } from "../../ui/field.tsx";
import { AddressRows } from "./address-rows.tsx";
import { FindAddress } from "./find-address.tsx";
import { walletMessages as m } from "./messages.ts";

export interface CompareStepProps {
  readonly wallet: string;
  readonly preview: WalletPreview;
  readonly busy: boolean;
  readonly error: Failure | null;
  readonly onBack: () => void;
  readonly onSave: () => void;
}

export function CompareStep({ wallet, preview, busy, error, onBack, onSave }: CompareStepProps) {
  const [matches, setMatches] = useState(false);
  const account = preview.kind === "xpub";
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <h3 className="text-base font-semibold">{m.compareTitle}</h3>
        <p className="text-ink-2">{account ? m.compareText : m.compareOne}</p>
      </div>
      <Facts
        rows={[
          [m.network, sharedMessages.networks[preview.network]],
          preview.fingerprint === null
            ? null
            : [
                m.fingerprint,
                <code key="f" className="font-mono text-[0.8125rem]">
                  {preview.fingerprint}
                </code>,
              ],
        ]}
      />
      <AddressRows addresses={account ? preview.addresses : preview.addresses.slice(0, 1)} />
      {account && <FindAddress wallet={wallet} />}
      {error && error.code !== "reauth_required" && (
        <Notice tone="red" urgent>
          {error.text}
        </Notice>
      )}
      <Check
        label={m.match}
        checked={matches}
        onChange={(event) => setMatches(event.currentTarget.checked)}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="primary" disabled={!matches} busy={busy} onClick={onSave}>
          {m.save}
        </SubmitButton>
        <Button onClick={onBack}>{m.back}</Button>
      </div>
    </div>
  );
}
