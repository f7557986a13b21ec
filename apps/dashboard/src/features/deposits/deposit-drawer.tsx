import type { Deposit } from "@kaspa-pay/api-contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { fiat, groupDecimal, kasExact, moneyLine } from "../../lib/format/money-text.ts";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { useStore } from "../../shared/store-context.ts";
import { Money, TimeText } from "../../ui/amounts.tsx";
import { Facts, Notice } from "../../ui/card.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { ExplorerLink, LINK, States, wholeNumber } from "./deposit-parts.tsx";
import { depositMessages as m } from "./messages.ts";

/** All that is known of one deposit. */
export function DepositDrawer({
  deposit,
  onClose,
}: {
  readonly deposit: Deposit;
  readonly onClose: () => void;
}) {
  return (
    <Dialog kind="drawer" title={m.deposit} onClose={onClose}>
      <div className="grid gap-5">
        <div className="grid gap-2">
          <p className="num text-3xl font-semibold tracking-tight">{moneyLine(kasExact(deposit.amount))}</p>
          <States deposit={deposit} />
        </div>
        <Warnings deposit={deposit} />
        <DepositFacts deposit={deposit} />
        <p className="-ms-3">
          <ShowCurl call={{ method: "GET", path: `/deposits/${deposit.id}` }} />
        </p>
      </div>
    </Dialog>
  );
}

/** Why it is not credited, and what to look at by hand. */
function Warnings({
  deposit: { status, minimum, aboveMaximum, vanished, coinbase },
}: {
  readonly deposit: Deposit;
}) {
  const texts = m.statusTexts;
  return (
    <>
      {status === "below_minimum" && (
        <Notice tone="amber">{texts.below_minimum(moneyLine(kasExact(minimum)))}</Notice>
      )}
      {status === "covenant" && <Notice tone="amber">{texts.covenant}</Notice>}
      {status === "reverted" && <Notice tone="red">{texts.reverted}</Notice>}
      {aboveMaximum && (
        <Notice tone="amber" title={m.aboveMaximum}>
          {m.aboveMaximumText}
        </Notice>
      )}
      {vanished && (
        <Notice tone="red" title={m.vanished}>
          {m.vanishedText}
        </Notice>
      )}
      {coinbase && status === "confirming" && <Notice tone="blue">{m.coinbase}</Notice>}
    </>
  );
}

function DepositFacts({ deposit }: { readonly deposit: Deposit }) {
  const storeId = useStore().id;
  const { onDate } = useFormats();
  const { rate, currency, confirmedAt, acceptingBlockHash, senderAddresses } = deposit;
  const count = deposit.confirmations < deposit.requiredConfirmations ? m.counted : m.enough;
  const worth: ReactNode =
    deposit.fiatAtReceipt === null || rate === null ? (
      m.noRate
    ) : (
      <>
        <Money {...fiat(deposit.fiatAtReceipt, currency)} />
        <span className="num text-sm text-ink-3"> · {m.perKas(groupDecimal(rate, 8), currency)}</span>
      </>
    );
  return (
    <Facts
      rows={[
        [
          m.customer,
          <Link
            key="c"
            to="/s/$storeId/deposits/accounts/$accountId"
            params={{ storeId, accountId: deposit.accountId }}
            className={LINK}
          >
            <bdi>{deposit.externalUserId}</bdi>
          </Link>,
        ],
        [m.received, <TimeText key="r" {...onDate(deposit.receivedAt)} />],
        confirmedAt === null ? null : [m.confirmedAt, <TimeText key="k" {...onDate(confirmedAt)} />],
        [
          m.confirmations,
          <span key="n" className="num">
            {count(wholeNumber(deposit.confirmations), wholeNumber(deposit.requiredConfirmations))}
          </span>,
        ],
        [m.worth, worth],
        [m.minimumThen, <Money key="m" {...kasExact(deposit.minimum)} />],
        [
          m.transactionLabel,
          <span key="t" className="flex flex-wrap items-center gap-x-3">
            <span className="inline-flex max-w-full items-center gap-1">
              <CopyText value={deposit.txId} what={m.transaction} short />
              <span className="num text-sm text-ink-3">:{deposit.index}</span>
            </span>
            {deposit.explorerUrl !== null && <ExplorerLink url={deposit.explorerUrl} />}
          </span>,
        ],
        [m.address, <CopyText key="a" value={deposit.address} what="address" />],
        acceptingBlockHash === null
          ? null
          : [m.block, <CopyText key="b" value={acceptingBlockHash} what="block hash" short />],
        senderAddresses.length === 0
          ? null
          : [
              m.senders,
              <span key="s" className="grid gap-0.5">
                {senderAddresses.map((address) => (
                  <CopyText key={address} value={address} what="sender address" short />
                ))}
                <span className="text-sm text-ink-3">{m.sendersNote}</span>
              </span>,
            ],
        [m.id, <CopyText key="i" value={deposit.id} what="id" />],
      ]}
    />
  );
}
