import type { WalletInfo } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Wallet } from "lucide-react";
import { useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { sharedMessages } from "../../shared/messages.ts";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { TimeText } from "../../ui/amounts.tsx";
import { Button } from "../../ui/button.tsx";
import { Card, Facts, Notice } from "../../ui/card.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { Page } from "../../ui/page.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { AddressRows } from "./address-rows.tsx";
import { FindAddress } from "./find-address.tsx";
import { GapMeter } from "./gap-meter.tsx";
import { walletMessages as m } from "./messages.ts";
import { RecoveryCard } from "./recovery-card.tsx";
import { WalletSetup } from "./wallet-setup.tsx";

export function WalletPage() {
  return (
    <Page title={m.title} actions={<ShowCurl call={{ method: "GET", path: "/settings" }} />}>
      <WalletPanel />
    </Page>
  );
}

/** The store's wallet: what can be shown of it, the address gap, and how to change it. */
export function WalletPanel() {
  const settings = useQuery(useTRPC().settings.get.queryOptions());
  const [changing, setChanging] = useState(false);
  return (
    <>
      <QueryState query={settings}>
        {({ wallet }) =>
          wallet === null ? (
            <Card>
              <EmptyState
                icon={Wallet}
                title={m.none}
                help="wallets-and-addresses"
                action={
                  <Button variant="primary" onClick={() => setChanging(true)}>
                    {m.setUp}
                  </Button>
                }
              >
                {m.noneText}
              </EmptyState>
            </Card>
          ) : (
            <WalletCards wallet={wallet} onChange={() => setChanging(true)} />
          )
        }
      </QueryState>
      {changing && (
        <Dialog kind="drawer" title={m.title} onClose={() => setChanging(false)}>
          <div className="grid gap-5">
            <Notice tone="blue">{m.changeText}</Notice>
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
      <Card title={m.title} hint={m.hint} footer={<Button onClick={onChange}>{m.change}</Button>}>
        <Facts
          rows={[
            [m.mode, m.modes[wallet.mode]],
            [m.network, sharedMessages.networks[wallet.network]],
            wallet.fingerprint === null
              ? null
              : [
                  m.fingerprint,
                  <code key="f" className="font-mono text-[0.8125rem]">
                    {wallet.fingerprint}
                  </code>,
                ],
            wallet.nextIndex === null
              ? null
              : [
                  m.next,
                  <span key="n" className="num">
                    {wallet.nextIndex}
                  </span>,
                ],
            wallet.changedAt === null
              ? null
              : [m.changed, <TimeText key="c" {...onDate(wallet.changedAt)} />],
            wallet.gap === null ? null : [m.gap, <GapMeter key="g" wallet={wallet} />],
          ]}
        />
      </Card>
      {wallet.mode === "address" && (
        <Notice tone="blue" title={m.exactTitle}>
          {m.exactText}
        </Notice>
      )}
      <Card title={m.addresses} hint={wallet.mode === "xpub" ? m.compareText : m.compareOne}>
        <div className="grid gap-5">
          <AddressRows addresses={wallet.addresses} />
          {wallet.mode === "xpub" && <FindAddress />}
        </div>
      </Card>
      {wallet.mode === "xpub" && <RecoveryCard />}
    </>
  );
}
