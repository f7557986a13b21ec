import type { DeliveryDetail } from "@kaspa-pay/api-contract";
import { useFormats } from "../../lib/format/formats.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { deliveryMessages as m } from "./messages.ts";

export function AttemptLog({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { when } = useFormats();
  if (delivery.attemptLog.length === 0) return <p className="text-ink-3">{m.noAttempt}</p>;
  return (
    <ol className="divide-y divide-line rounded-xl border border-line">
      {delivery.attemptLog.map((attempt) => (
        <li key={attempt.number} className="grid gap-1 px-4 py-2.5">
          <p className="num flex flex-wrap items-baseline gap-x-3">
            <span className="text-ink-3">{attempt.number}.</span>
            <span className="font-medium">{outcome(attempt)}</span>
            <span className="text-sm text-ink-3">
              {attempt.latencyMs === null ? "" : `${attempt.latencyMs} ms`}
            </span>
            <TimeText {...when(attempt.at)} className="ms-auto text-sm text-ink-3" />
          </p>
          {attempt.responseSnippet && (
            <pre className="overflow-x-auto font-mono text-[0.8125rem] whitespace-pre-wrap text-ink-2">
              {attempt.responseSnippet}
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The status of the answer, or the kind of failure as text. */
export function outcome(attempt: {
  readonly status: number | null;
  readonly errorClass: string | null;
  readonly message: string | null;
}): string {
  if (attempt.status !== null) return `HTTP ${attempt.status}`;
  if (attempt.errorClass === null) return attempt.message ?? "–";
  return m.errors[attempt.errorClass] ?? attempt.message ?? attempt.errorClass;
}
