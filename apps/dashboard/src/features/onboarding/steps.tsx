import { Check } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "../../ui/cx.ts";
import { onboardingMessages as m } from "./messages.ts";

export const STEPS = ["account", "wallet", "link", "payment", "connected"] as const;
export type Step = (typeof STEPS)[number];

export interface StepsProps {
  readonly done: Readonly<Record<Step, boolean>>;
  readonly open: Step | null;
  readonly onOpen: (step: Step) => void;
  /** What an open step shows. */
  readonly bodies: Readonly<Record<Step, ReactNode>>;
}

/** The five steps, one of them open; the server decides which are done. */
export function Steps({ done, open, onOpen, bodies }: StepsProps) {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef(open);
  useEffect(() => {
    // The pressed button is gone with its step: focus moves to the next heading.
    if (before.current !== open) list.current?.querySelector<HTMLElement>("[aria-expanded=true]")?.focus();
    before.current = open;
  }, [open]);
  return (
    <ol ref={list} className="grid gap-3">
      {STEPS.map((step, at) => (
        <li
          key={step}
          aria-current={open === step ? "step" : undefined}
          className={cx(
            "rounded-2xl border bg-surface transition-shadow",
            open === step ? "border-line-strong/50 shadow-float" : "border-line shadow-card",
          )}
        >
          <h2>
            <button
              type="button"
              aria-expanded={open === step}
              onClick={() => onOpen(step)}
              className="flex w-full scroll-my-28 items-center gap-4 rounded-2xl px-5 py-4 text-start"
            >
              <StepIcon done={done[step]} number={at + 1} active={open === step} />
              <span className="min-w-0 grow">
                <span className="block text-base font-semibold">{m.steps[step]}</span>
                <span className="block text-sm font-normal text-ink-3">{m.texts[step]}</span>
              </span>
              {done[step] && <span className="text-sm font-medium text-accent-ink">{m.done}</span>}
            </button>
          </h2>
          {open === step && <div className="px-5 pb-6 sm:ps-[4.25rem]">{bodies[step]}</div>}
        </li>
      ))}
    </ol>
  );
}

interface StepIconProps {
  readonly done: boolean;
  readonly number: number;
  readonly active: boolean;
}

function StepIcon({ done, number, active }: StepIconProps) {
  return (
    <span
      aria-hidden
      className={cx(
        "num grid size-8 shrink-0 place-items-center rounded-full text-sm font-semibold",
        done
          ? "bg-accent text-on-accent"
          : active
            ? "border-2 border-accent text-accent-ink"
            : "border border-line-strong text-ink-3",
      )}
    >
      {done ? <Check className="rise-in size-4" strokeWidth={3} /> : number}
    </span>
  );
}
