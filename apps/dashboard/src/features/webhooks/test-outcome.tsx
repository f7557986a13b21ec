import type { TestResult } from "@kaspa-pay/api-contract";
import { CircleCheck, CircleX, LoaderCircle } from "lucide-react";
import { failureOf } from "../../lib/transport/failure.ts";
import { outcome } from "../../shared/deliveries/attempt-log.tsx";
import { Notice } from "../../ui/card.tsx";
import { webhookMessages as m } from "./messages.ts";

/** The exact result of a test event: status, latency and answer, or the kind of failure. */
export function TestOutcome({
  result,
  failure,
}: {
  readonly result: TestResult | null;
  readonly failure?: unknown;
}) {
  if (failure != null) return <Notice tone="red">{failureOf(failure).text}</Notice>;
  if (result === null) {
    return (
      <Notice tone="blue" icon={<LoaderCircle aria-hidden className="size-5 animate-spin" />}>
        {m.testing}…
      </Notice>
    );
  }
  const good = result.delivered;
  return (
    <Notice
      tone={good ? "green" : "red"}
      urgent
      icon={
        good ? <CircleCheck aria-hidden className="size-5" /> : <CircleX aria-hidden className="size-5" />
      }
      title={
        good && result.status !== null
          ? m.testResult(result.status, result.latencyMs)
          : m.testFailed(outcome(result), result.latencyMs)
      }
    >
      {result.responseSnippet && (
        <pre className="overflow-x-auto font-mono text-[0.8125rem] whitespace-pre-wrap">
          {result.responseSnippet}
        </pre>
      )}
    </Notice>
  );
}
