import { Check, X } from "lucide-react";
import { cx } from "./cx.ts";

export interface Step {
  readonly id: string;
  readonly label: string;
  /** `now`: what is waited for. `ended`: it stopped here. */
  readonly state: "done" | "now" | "later" | "ended";
  /** Under the label: how far a step is. */
  readonly note?: string | undefined;
}

const DOTS: Record<Step["state"], string> = {
  done: "border-accent bg-accent text-on-accent",
  now: "border-accent bg-surface text-accent-ink ring-4 ring-accent-soft",
  later: "border-line-strong/70 bg-surface text-ink-3",
  ended: "border-red bg-red text-on-red",
};

const WORDS: Record<Step["state"], string> = {
  done: "done",
  now: "in progress",
  later: "not yet",
  ended: "ended here",
};

/** A way of a few steps, each with its state as shape and words. */
export function Steps({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  return (
    <ol aria-label={label} className="flex">
      {steps.map((step, at) => (
        <li
          key={step.id}
          aria-current={step.state === "now" ? "step" : undefined}
          className="relative grid min-w-0 flex-1 content-start justify-items-center gap-2 px-1 text-center"
        >
          {at > 0 && (
            <span
              aria-hidden
              className={cx(
                "absolute end-1/2 top-3.5 h-0.5 w-full",
                step.state === "done" || step.state === "now" ? "bg-accent" : "bg-line",
              )}
            />
          )}
          <span
            aria-hidden
            className={cx(
              "num relative z-1 grid size-7 place-items-center rounded-full border-2 text-[0.8125rem] font-semibold",
              DOTS[step.state],
            )}
          >
            {step.state === "done" ? (
              <Check className="size-4" />
            ) : step.state === "ended" ? (
              <X className="size-4" />
            ) : (
              at + 1
            )}
          </span>
          <span className="grid gap-0.5">
            <span className={cx("text-sm font-medium", step.state === "later" ? "text-ink-3" : "text-ink")}>
              {step.label}
              <span className="sr-only">, {WORDS[step.state]}</span>
            </span>
            {step.note !== undefined && <span className="num text-[0.8125rem] text-ink-3">{step.note}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
