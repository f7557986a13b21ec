import { CircleAlert, CircleCheck, ExternalLink } from "lucide-react";
import { disbursementAttentionBadge, transferBadge } from "../../../shared/badge-styles.ts";
import { Badge } from "../../../ui/badge.tsx";
import { SubmitButton } from "../../../ui/button.tsx";
import { Card, Notice } from "../../../ui/card.tsx";
import { CopyText } from "../../../ui/copy/copy.tsx";
import type { Disbursement, Kind } from "../changes.ts";
import { useActions } from "../changes.ts";
import { disbursementMessages as m } from "../messages.ts";

type Output = Disbursement["outputs"][number];

/** A question or a warning about money on the chain. */
export function AttentionNotice({ item }: { readonly item: Disbursement }) {
  if (item.attention === null) return null;
  const { title, text } = m.attention[item.attention];
  const { tone } = disbursementAttentionBadge[item.attention];
  return (
    <Notice
      tone={tone === "red" ? "red" : "amber"}
      icon={<CircleAlert aria-hidden className="size-5" />}
      title={title}
    >
      {text}
    </Notice>
  );
}

export interface OutputsProps {
  readonly kind: Kind;
  readonly item: Disbursement;
  /** Whether this person may say that an output is the store's. */
  readonly mayAct: boolean;
}

/** Outputs of the exact sum at the destination: which one counts, and where the others came from. */
export function Outputs({ kind, item, mayAct }: OutputsProps) {
  const { attach } = useActions(kind);
  if (item.outputs.length === 0) return null;
  const asks = mayAct && item.attention === "unknown_source";
  return (
    <Card title={m.outputs} flush>
      <ul className="divide-y divide-line border-t border-line">
        {item.outputs.map((output) => (
          <OutputRow
            key={`${output.txId}:${output.index}`}
            output={output}
            busy={attach.isPending}
            onAttach={
              asks && output.source === "unknown" && output.status !== "reverted"
                ? () => attach.mutate({ id: item.id, txId: output.txId, index: output.index })
                : null
            }
          />
        ))}
      </ul>
    </Card>
  );
}

interface OutputRowProps {
  readonly output: Output;
  readonly busy: boolean;
  readonly onAttach: (() => void) | null;
}

function OutputRow({ output, busy, onAttach }: OutputRowProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4">
      <div className="grid gap-2">
        <span className="flex flex-wrap items-center gap-2">
          <Badge {...transferBadge[output.status]} />
          {output.counts ? (
            <Badge tone="green" icon={CircleCheck} label={m.counts} />
          ) : (
            <Badge tone="grey" label={m.notCounted} />
          )}
          <span className="text-sm text-ink-3">{m.sources[output.source]}</span>
        </span>
        <span className="flex flex-wrap items-center gap-x-3 text-sm text-ink-3">
          <span className="inline-flex items-center gap-1">
            <CopyText value={output.txId} what={m.transaction} short />:{output.index}
          </span>
          {output.explorerUrl !== null && <ExplorerLink url={output.explorerUrl} />}
        </span>
      </div>
      {onAttach && (
        <SubmitButton variant="primary" size="sm" busy={busy} onClick={onAttach}>
          {m.mine}
        </SubmitButton>
      )}
    </li>
  );
}

export function ExplorerLink({ url }: { readonly url: string }) {
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      className="inline-flex min-h-6 items-center gap-1 text-accent-ink underline underline-offset-3"
    >
      {m.explorer} <ExternalLink aria-hidden className="size-3.5" />
    </a>
  );
}
