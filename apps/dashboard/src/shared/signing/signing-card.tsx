import type { Payout, Refund } from "@kaspa-pay/api-contract";
import { Card } from "../../ui/card.tsx";
import { signingMessages as m } from "./messages.ts";
import { SigningPanel } from "./signing-panel.tsx";

export interface SigningCardProps {
  readonly item: Refund | Payout;
  readonly address: string | null;
}

/** The signing panel of a refund or payout that waits for the signature; nothing in any other state. */
export function SigningCard({ item, address }: SigningCardProps) {
  if (item.uri === null || address === null) return null;
  const { uri, amount, amountSompi, network } = item;
  return (
    <Card title={m.title} hint={m.hint}>
      <SigningPanel key={uri} request={{ uri, address, amount, amountSompi, network }} />
    </Card>
  );
}
