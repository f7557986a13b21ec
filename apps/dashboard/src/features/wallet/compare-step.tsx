import type { WalletPreview } from "@kaspa-pay/api-contract";
import { useState } from "react";
import { ActButton } from "../../ui/submit-button.tsx";
import type { Failure } from "../../lib/transport/failure.ts";
import { walletWords as w } from "./messages.ts";
import { Button } from "../../ui/button.tsx";
import { Facts, Notice } from "../../ui/card.tsx";
import { Check } from "../../ui/field.tsx";
import { AddressRows } from "./address-rows.tsx";
import { FindAddress } from "./find-address.tsx";

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
        <h3 className="text-base font-semibold">{w.compareTitle}</h3>
        <p className="text-ink-2">{account ? w.compareText : w.compareOne}</p>
      </div>
      <Facts
        rows={[
          [w.network, w.networks[preview.network]],
          preview.fingerprint === null
            ? null
            : [
                w.fingerprint,
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
        label={w.match}
        checked={matches}
        onChange={(event) => setMatches(event.currentTarget.checked)}
      />
      <div className="flex flex-wrap gap-2">
        <ActButton variant="primary" disabled={!matches} busy={busy} onClick={onSave}>
          {w.save}
        </ActButton>
        <Button onClick={onBack}>{w.back}</Button>
      </div>
    </div>
  );
}
