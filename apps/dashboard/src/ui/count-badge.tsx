import { count } from "../lib/format/money-text.ts";
import { cx } from "./cx.ts";

export interface CountBadgeProps {
  readonly value: number;
  /** The same in words, for people who do not see it. */
  readonly words: (text: string) => string;
  readonly className?: string | undefined;
}

/** How much waits for people, beside an entry of the menu; nothing when nothing does. */
export function CountBadge({ value, words, className }: CountBadgeProps) {
  if (value === 0) return null;
  const text = count(value);
  return (
    <span
      className={cx(
        "num inline-grid h-5 min-w-5 place-items-center rounded-full bg-amber-soft px-1.5 text-xs font-semibold text-amber-ink",
        className,
      )}
    >
      <span aria-hidden>{text}</span>
      <span className="sr-only">{words(text)}</span>
    </span>
  );
}
