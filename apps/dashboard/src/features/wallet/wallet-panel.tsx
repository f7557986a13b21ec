import type { WalletInfo } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Wallet } from "lucide-react";
import { useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { Loaded } from "../../ui/query-state.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { walletWords as w } from "./messages.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Button } from "../../ui/button.tsx";
import { Card, Facts, Notice } from "../../ui/card.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { AddressRows } from "./address-rows.tsx";
import { FindAddress } from "./find-address.tsx";
import { GapMeter } from "./gap-meter.tsx";
import { RecoveryCard } from "./recovery-card.tsx";
import { WalletSetup } from "./wallet-setup.tsx";

/** The store's wallet: what can be shown of it, the address gap, and how to change it. */
export function WalletPanel() {
  const settings = useQuery(useTRPC().settings.get.queryOptions());
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Loaded query={settings}>
        {({ wallet }) =>
          wallet === null ? (
            <Card>
              <EmptyState
                icon={<Wallet aria-hidden className="size-5" />}
                title={w.none}
                help="wallets-and-addresses"
                action={
                  <Button variant="primary" onClick={() => setChanging(true)}>
                    {w.setUp}
                  </Button>
                }
              >
                {w.noneText}
              </EmptyState>
            </Card>
          ) : (
            <WalletCards wallet={wallet} onChange={() => setChanging(true)} />
          )
        }
      </Loaded>
      {changing && (
        <Dialog kind="sheet" title={w.title} onClose={() => setChanging(false)}>
          <div className="grid gap-5">
            <Notice tone="blue">{w.changeText}</Notice>
            <WalletSetup onSaved={() => setChanging(false)} />
          </div>
        </Dialog>
      )}
    </>
  );
}

function WalletCards({ wallet, onChange }: { readonly wallet: WalletInfo; readonly onChange: () => void }) {
  const { onDate } = useFormats();
  return (
    <>
      <Card title={w.title} hint={w.hint} footer={<Button onClick={onChange}>{w.change}</Button>}>
        <Facts
          rows={[
            [w.mode, w.modes[wallet.mode]],
            [w.network, w.networks[wallet.network]],
            wallet.fingerprint === null
              ? null
              : [
                  w.fingerprint,
                  <code key="f" className="font-mono text-[0.8125rem]">
                    {wallet.fingerprint}
                  </code>,
                ],
            wallet.nextIndex === null
              ? null
              : [
                  w.next,
                  <span key="n" className="num">
                    {wallet.nextIndex}
                  </span>,
                ],
            wallet.changedAt === null
              ? null
              : [w.changed, <TimeText key="c" {...onDate(wallet.changedAt)} />],
            wallet.gap === null ? null : [w.gap, <GapMeter key="g" wallet={wallet} />],
          ]}
        />
      </Card>
      {wallet.mode === "address" && (
        <Notice tone="blue" title={w.exactTitle}>
          {w.exactText}
        </Notice>
      )}
      <Card title={w.addresses} hint={wallet.mode === "xpub" ? w.compareText : w.compareOne}>
        <div className="grid gap-5">
          <AddressRows addresses={wallet.addresses} />
          {wallet.mode === "xpub" && <FindAddress />}
        </div>
      </Card>
      {wallet.mode === "xpub" && <RecoveryCard />}
    </>
  );
}
