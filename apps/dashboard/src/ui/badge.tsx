import type { LucideIcon } from "lucide-react";
import { cx } from "./cx.ts";

export type Tone = "green" | "amber" | "red" | "blue" | "grey";

const TONES: Record<Tone, string> = {
  green: "bg-accent-soft text-accent-ink",
  amber: "bg-amber-soft text-amber-ink",
  red: "bg-red-soft text-red-ink",
  blue: "bg-blue-soft text-blue-ink",
  grey: "bg-grey-soft text-grey-ink",
};

export interface BadgeProps {
  readonly tone: Tone;
  readonly icon?: LucideIcon;
  readonly label: string;
  readonly className?: string;
}

/** A state as colour, icon and text, never as colour alone. */
export function Badge({ tone, icon: Icon, label, className }: BadgeProps) {
  return (
    <span
      className={cx(
        "inline-flex h-6 items-center gap-1.5 rounded-full px-2.5 text-[0.8125rem] font-medium whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-3.5 shrink-0" />}
      {label}
    </span>
  );
}
