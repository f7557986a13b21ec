import type { WalletInfo } from "@kaspa-pay/api-contract";
import { Badge } from "../../ui/badge.tsx";
import { walletMessages as m } from "./messages.ts";

const TONES = { ok: "green", warning: "amber", alert: "red" } as const;
const BARS = { ok: "fill-accent", warning: "fill-amber-ink", alert: "fill-red" } as const;
/** Most wallets look twenty addresses ahead. */
const FULL = 20;

/** How many unused addresses there are in a row, and which wallets cannot see beyond them. */
export function GapMeter({ wallet: { gap, gapLevel, blindWallets } }: { readonly wallet: WalletInfo }) {
  if (gap === null) return null;
  const level = gapLevel ?? "ok";
  return (
    <div className="grid max-w-md gap-1.5">
      <div className="flex items-center gap-3">
        <Badge tone={TONES[level]} label={String(gap)} />
        <svg
          aria-hidden
          viewBox={`0 0 ${FULL} 1`}
          preserveAspectRatio="none"
          className="h-2 grow rounded-full bg-sunken"
        >
          <rect width={Math.min(gap, FULL)} height="1" className={BARS[level]} />
        </svg>
      </div>
      <p className="text-sm text-ink-3">{m.gapText[level]}</p>
      {blindWallets.length > 0 && <p className="text-sm text-ink-2">{m.blind(blindWallets.join(", "))}</p>}
    </div>
  );
}
