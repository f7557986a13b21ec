import type { Balance } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "../../lib/format/formats.ts";
import { groupDecimal, kasExact, moneyLine } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Money, TimeText } from "../../ui/amounts.tsx";
import { Card } from "../../ui/card.tsx";
import { overviewMessages as m } from "./messages.ts";

const READ_AGAIN_MS = 30_000;

/** What lies on the store's addresses; nothing for a store that has nothing there. */
export function BalanceCard() {
  const balances = useQuery(
    useTRPC().balances.get.queryOptions(undefined, {
      refetchInterval: READ_AGAIN_MS,
      // On its own: a node that answers slowly must not hold up what is read with it.
      refetchOnWindowFocus: false,
      placeholderData: (before) => before,
    }),
  );
  const shown = (balances.data?.data ?? []).filter((one) => !one.available || one.utxos > 0);
  return shown.map((balance) => (
    <Card key={balance.network} title={m.balance} hint={m.balanceHint}>
      <BalanceView balance={balance} />
    </Card>
  ));
}

function BalanceView({ balance }: { readonly balance: Balance }) {
  const { when } = useFormats();
  if (!balance.available)
    return (
      <div role="status" className="grid gap-1">
        <p className="text-lg font-semibold text-ink-2">{m.notAvailable}</p>
        <p className="text-ink-3">{balance.message}.</p>
      </div>
    );
  const parts = [
    ["immature", balance.immatureSompi, balance.immature],
    ["covenant", balance.covenantSompi, balance.covenant],
  ] as const;
  return (
    <div className="grid gap-1">
      <p>
        <Money {...kasExact(balance.total)} className="text-2xl font-semibold tracking-tight" />
      </p>
      {parts.map(
        ([kind, sompi, amount]) =>
          sompi !== "0" && (
            <p key={kind} className="num text-sm text-ink-2">
              {m[kind](moneyLine(kasExact(amount)))}
            </p>
          ),
      )}
      <p className="num text-sm text-ink-3">
        {m.utxos(balance.utxos, groupDecimal(String(balance.utxos), 0))} ·{" "}
        <TimeText {...when(balance.readAt)} />
      </p>
      <p className="num text-sm text-ink-3">{m.asOf(groupDecimal(balance.asOfDaaScore, 0))}</p>
    </div>
  );
}
