import type { Delivery } from "@kaspa-pay/api-contract";
import { useFormats } from "../../lib/format/formats.ts";
import { deliveryLook } from "../badge-styles.ts";
import { webhookWords as w } from "../../features/webhooks/messages.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Cell, Row } from "../../ui/table.tsx";

interface DeliveryRowProps {
  readonly row: Delivery;
  readonly compact: boolean;
  readonly onOpen: (id: string) => void;
}

export function DeliveryRow({ row, compact, onOpen }: DeliveryRowProps) {
  const { when } = useFormats();
  return (
    <Row className="relative">
      <Cell>
        <button
          type="button"
          onClick={() => onOpen(row.id)}
          className="min-h-6 text-start font-medium after:absolute after:inset-0"
        >
          {row.event}
        </button>
      </Cell>
      <Cell>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge {...deliveryLook[row.state]} />
          <span className="num text-sm text-ink-3">{row.lastStatus ?? row.errorClass ?? ""}</span>
        </span>
        <TimeText
          {...when(row.lastAttemptAt ?? row.createdAt)}
          className="mt-1 block text-sm text-ink-3 md:hidden"
        />
      </Cell>
      {!compact && (
        <Cell wide className="max-w-56 truncate text-ink-2">
          {hostAndPath(row.url)}
        </Cell>
      )}
      <Cell wide className="num text-ink-2">
        {w.attempts(row.attempts, row.maxAttempts)}
        {row.state === "pending" && row.nextAttemptAt !== null && row.attempts > 0 && (
          <span className="block text-sm text-ink-3">
            {w.next} <TimeText {...when(row.nextAttemptAt)} />
          </span>
        )}
      </Cell>
      {!compact && (
        <Cell wide end className="num text-ink-2">
          {row.latencyMs === null ? "–" : `${row.latencyMs} ms`}
        </Cell>
      )}
      <Cell end wide>
        <TimeText {...when(row.lastAttemptAt ?? row.createdAt)} className="text-sm text-ink-3" />
      </Cell>
    </Row>
  );
}

export function hostAndPath(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
