import type { PaymentFull } from "@kaspa-pay/api-contract";
import {
  Ban,
  CircleCheck,
  Eye,
  Hourglass,
  type LucideIcon,
  Plus,
  RefreshCw,
  Send,
  TriangleAlert,
  Undo2,
  UserRound,
  Wallet,
} from "lucide-react";
import { useFormats } from "../../../lib/format/formats.ts";
import { TimeText } from "../../../ui/amounts.tsx";
import { cx } from "../../../ui/cx.ts";
import { paymentMessages as m } from "../messages.ts";
import { TimelineEntry } from "./timeline-entry.tsx";
import { type TimelineItem, timelineItems } from "./timeline-items.ts";

const ICONS: readonly (readonly [RegExp, LucideIcon, string])[] = [
  [/confirmed$/, CircleCheck, "text-accent-ink"],
  [/^refund\.|refunded$/, Undo2, "text-ink-3"],
  [/invalid|reverted|failed/, TriangleAlert, "text-red-ink"],
  [/attention|late|overpaid|underpaid/, TriangleAlert, "text-amber-ink"],
  [/expired|canceled|dropped|cancel/i, Ban, "text-ink-3"],
  [/^act\./, UserRound, "text-ink-3"],
  [/webhook|email/, Send, "text-ink-3"],
  [/reaccepted/, RefreshCw, "text-ink-3"],
  [/transfer|accepted/, Wallet, "text-ink-3"],
  [/opened/, Eye, "text-ink-3"],
  [/quote/, RefreshCw, "text-ink-3"],
  [/confirming/, Hourglass, "text-blue-ink"],
];

/** Everything that happened, from all sources, oldest first. */
export function Timeline({ payment }: { readonly payment: PaymentFull }) {
  const counting = payment.status === "confirming";
  return (
    <ol className="relative grid gap-4 before:absolute before:inset-y-2 before:start-[0.8125rem] before:w-px before:bg-line">
      {timelineItems(payment.timeline).map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
        <TimelineRow key={at} line={line} transfers={payment.transfers} />
      ))}
      {counting && (
        <li className="relative grid grid-cols-[1.625rem_minmax(0,1fr)] gap-3">
          <Dot icon={Hourglass} colour="text-blue-ink" />
          <div className="grid gap-1.5 pt-0.5">
            <p className="num font-medium">
              {m.confirmations}: {m.nOfM(payment.confirmations, payment.requiredConfirmations)}
              {payment.confirmationSecondsLeft !== null && (
                <span className="font-normal text-ink-3">
                  {" · "}
                  {m.secondsLeft(payment.confirmationSecondsLeft)}
                </span>
              )}
            </p>
            <progress
              max={payment.requiredConfirmations}
              value={Math.min(payment.confirmations, payment.requiredConfirmations)}
              aria-label={m.confirmations}
              className="h-1.5 w-full max-w-64 accent-accent"
            />
          </div>
        </li>
      )}
    </ol>
  );
}

function Dot({ icon: Icon, colour }: { readonly icon: LucideIcon; readonly colour: string }) {
  return (
    <span className="z-1 grid size-[1.625rem] place-items-center rounded-full border border-line bg-surface">
      <Icon aria-hidden className={cx("size-3.5", colour)} />
    </span>
  );
}

function TimelineRow({
  line,
  transfers,
}: {
  readonly line: TimelineItem;
  readonly transfers: PaymentFull["transfers"];
}) {
  const { when, exactly } = useFormats();
  const [, icon, colour] = ICONS.find(([pattern]) => pattern.test(line.kind)) ?? [null, Plus, "text-ink-3"];
  const time = when(line.at);
  return (
    <li className="relative grid grid-cols-[1.625rem_minmax(0,1fr)] gap-3">
      <Dot icon={icon} colour={colour} />
      <div className="grid gap-0.5 pt-0.5">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">{kindText(line)}</span>
          <span className="group text-sm text-ink-3">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable without a mouse */}
            <span tabIndex={0} className="rounded group-focus-within:hidden group-hover:hidden">
              <TimeText {...time} />
            </span>
            <span className="num hidden group-focus-within:inline group-hover:inline">
              {exactly(line.at)}
            </span>
          </span>
        </p>
        <TimelineEntry line={line} transfers={transfers} />
      </div>
    </li>
  );
}

function kindText({ kind, detail }: TimelineItem): string {
  const closed = kind === "payment.attention" && detail.resolution !== undefined;
  return (
    m.kinds[closed ? "payment.attention.closed" : kind] ?? kind.replace(/^act\./, "").replaceAll(/[._]/g, " ")
  );
}
