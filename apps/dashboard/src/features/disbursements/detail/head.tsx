import type { ReactNode } from "react";
import { useFormats } from "../../../lib/format/formats.ts";
import { fiat, kasExact, moneyLine } from "../../../lib/format/money-text.ts";
import { disbursementAttentionBadge, disbursementBadge } from "../../../shared/badge-styles.ts";
import { ShowCurl } from "../../../shared/show-curl.tsx";
import { TimeText } from "../../../ui/amounts.tsx";
import { Badge } from "../../../ui/badge.tsx";
import type { Disbursement, Kind } from "../changes.ts";
import { disbursementMessages as m } from "../messages.ts";

export interface HeadProps {
  readonly kind: Kind;
  readonly item: Disbursement;
  readonly headingLevel: "h1" | "h2";
  /** What it is worth, beside the sum in KAS. */
  readonly worth: { readonly amount: string; readonly currency: string } | null;
  readonly title: string | null;
  /** Buttons beside the equal API call. */
  readonly children?: ReactNode;
}

export function Head({ kind, item, headingLevel: Heading, worth, title, children }: HeadProps) {
  const { when } = useFormats();
  return (
    <header className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-sm font-medium text-ink-2">{m[kind]}</span>
        <Badge {...disbursementBadge[item.status]} />
        {item.attention !== null && <Badge {...disbursementAttentionBadge[item.attention]} />}
        <TimeText {...when(item.createdAt)} className="text-sm text-ink-3" />
      </div>
      <div className="grid gap-0.5">
        <Heading tabIndex={-1} className="num text-3xl font-semibold tracking-tight outline-none">
          {moneyLine(kasExact(item.amount))}
        </Heading>
        {worth !== null && <p className="num text-ink-3">{moneyLine(fiat(worth.amount, worth.currency))}</p>}
      </div>
      {title !== null && (
        <p className="font-medium">
          <bdi>{title}</bdi>
        </p>
      )}
      <p className="-ms-1 flex flex-wrap items-center gap-1.5">
        {children}
        <ShowCurl call={{ method: "GET", path: `/${kind}s/${item.id}` }} />
      </p>
    </header>
  );
}
