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
  UserRound,
  Wallet,
} from "lucide-react";
import { useActorText } from "../../../lib/actor.ts";
import { useFormats } from "../../../lib/format/formats.ts";
import { kasExact, moneyLine } from "../../../lib/format/money-text.ts";
import { paymentWords as w } from "../../../lib/words/payments.ts";
import { TimeText } from "../../../ui/amounts.tsx";
import { CopyText } from "../../../ui/copy/copy.tsx";
import { cx } from "../../../ui/cx.ts";

type Entry = PaymentFull["timeline"][number];

const ICONS: readonly (readonly [RegExp, LucideIcon, string])[] = [
  [/confirmed$/, CircleCheck, "text-accent-ink"],
  [/invalid|reverted|failed/, TriangleAlert, "text-red-ink"],
  [/attention|late|overpaid|underpaid/, TriangleAlert, "text-amber-ink"],
  [/expired|canceled|dropped|cancel/i, Ban, "text-ink-3"],
  [/^act\./, UserRound, "text-ink-3"],
  [/webhook|email/, Send, "text-ink-3"],
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
      {payment.timeline.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
        <TimelineRow key={at} entry={entry} />
      ))}
      {counting && (
        <li className="relative grid grid-cols-[1.625rem_minmax(0,1fr)] gap-3">
          <Dot icon={Hourglass} colour="text-blue-ink" />
          <div className="grid gap-1.5 pt-0.5">
            <p className="num font-medium">
              {w.confirmations}: {w.nOfM(payment.confirmations, payment.requiredConfirmations)}
            </p>
            <progress
              max={payment.requiredConfirmations}
              value={Math.min(payment.confirmations, payment.requiredConfirmations)}
              aria-label={w.confirmations}
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

function TimelineRow({ entry }: { readonly entry: Entry }) {
  const { when, exactly } = useFormats();
  const [, icon, colour] = ICONS.find(([pattern]) => pattern.test(entry.kind)) ?? [null, Plus, "text-ink-3"];
  const time = when(entry.at);
  return (
    <li className="relative grid grid-cols-[1.625rem_minmax(0,1fr)] gap-3">
      <Dot icon={icon} colour={colour} />
      <div className="grid gap-0.5 pt-0.5">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">{kindText(entry.kind)}</span>
          <span className="group text-sm text-ink-3">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable without a mouse */}
            <span tabIndex={0} className="rounded group-focus-within:hidden group-hover:hidden">
              <TimeText {...time} />
            </span>
            <span className="num hidden group-focus-within:inline group-hover:inline">
              {exactly(entry.at)}
            </span>
          </span>
        </p>
        <Detail entry={entry} />
      </div>
    </li>
  );
}

function kindText(kind: string): string {
  return w.kinds[kind] ?? kind.replace(/^act\./, "").replaceAll(/[._]/g, " ");
}

const text = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "number" ? String(value) : null;

function Detail({ entry: { detail, actor } }: { readonly entry: Entry }) {
  const actorText = useActorText();
  const sompi = text(detail.amountSompi);
  const amount = text(detail.amount) ?? (sompi === null ? null : sompiText(sompi));
  const txId = text(detail.txId) ?? text(detail.outpoint)?.split(":")[0] ?? null;
  const words = [
    amount === null ? null : moneyLine(kasExact(amount)),
    text(detail.event),
    text(detail.status),
    text(detail.index) === null ? null : w.index(Number(detail.index)),
    text(detail.daaScore) === null ? null : `DAA ${text(detail.daaScore)}`,
    text(detail.attention),
    text(detail.action),
    text(detail.reason),
    text(detail.note),
    actor !== null && actor !== "system" ? `by ${actorText(actor)}` : null,
  ].filter((word) => word !== null && word !== "");
  if (words.length === 0 && txId === null) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-3">
      {words.length > 0 && <span className="num">{words.join(" · ")}</span>}
      {txId !== null && <CopyText value={txId} what={w.transaction} short />}
    </p>
  );
}

function sompiText(sompi: string): string {
  const digits = sompi.padStart(9, "0");
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`;
}
