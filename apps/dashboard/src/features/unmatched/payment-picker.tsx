import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { kasExact, moneyLine } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { paymentBadge } from "../../shared/badge-styles.ts";
import { Field, Input } from "../../ui/field.tsx";
import { unmatchedMessages as m } from "./messages.ts";
import type { Unmatched } from "./unmatched.ts";

export interface PaymentPickerProps {
  readonly transfer: Unmatched;
  readonly picked: string | null;
  readonly onPick: (paymentId: string) => void;
}

interface Candidate {
  readonly id: string;
  readonly line: string;
  readonly aside: string;
}

/** The server's guesses first; typing looks through all payments of the store. */
export function PaymentPicker({ transfer, picked, onPick }: PaymentPickerProps) {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const { when } = useFormats();
  const found = useQuery(
    useTRPC().payments.list.queryOptions(
      { q, limit: 8 },
      { enabled: q.length > 2, placeholderData: (before) => before },
    ),
  );
  const candidates: Candidate[] =
    q.length > 2
      ? (found.data?.data ?? []).map((row) => ({
          id: row.id,
          line: [row.title ?? row.description ?? m.payment, row.orderId].filter(Boolean).join(" · "),
          aside: `${row.amountExpected === null ? m.anyAmount : moneyLine(kasExact(row.amountExpected))} · ${paymentBadge[row.status].label} · ${when(row.createdAt).text}`,
        }))
      : transfer.guesses.map((guess) => ({
          id: guess.paymentId,
          line: m.guess(moneyLine(kasExact(guess.amountExpected))),
          aside: when(guess.createdAt).text,
        }));
  return (
    <div className="grid gap-2">
      <Field label={m.findPayment} hint={m.findHint}>
        <Input
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <fieldset className="grid gap-1">
        <legend className="text-sm text-ink-3">{q.length > 2 ? m.foundPayments : m.guesses}</legend>
        {candidates.length === 0 && <p className="py-1.5 text-sm text-ink-3">{m.noPayment}</p>}
        {candidates.map((candidate) => (
          <Choice
            key={candidate.id}
            candidate={candidate}
            checked={picked === candidate.id}
            onPick={() => onPick(candidate.id)}
          />
        ))}
      </fieldset>
    </div>
  );
}

interface ChoiceProps {
  readonly candidate: Candidate;
  readonly checked: boolean;
  readonly onPick: () => void;
}

function Choice({ candidate, checked, onPick }: ChoiceProps) {
  return (
    <label className="flex min-h-11 items-center gap-3 rounded-lg px-2 py-1.5 hover:bg-sunken">
      <input
        type="radio"
        name="paymentId"
        required
        value={candidate.id}
        checked={checked}
        onChange={onPick}
        className="size-[1.125rem] shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block truncate font-medium">
          <bdi>{candidate.line}</bdi>
        </span>
        <span className="num block truncate text-sm text-ink-3">{candidate.aside}</span>
      </span>
    </label>
  );
}
