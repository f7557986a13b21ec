import { LoaderCircle } from "lucide-react";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { serverAway } from "../lib/transport/signals.ts";
import { cx } from "./cx.ts";

type Variant = "primary" | "secondary" | "quiet" | "danger";

const VARIANTS: Record<Variant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border border-line bg-surface text-ink shadow-card hover:bg-sunken",
  quiet: "text-ink-2 hover:bg-sunken hover:text-ink",
  danger: "bg-red text-on-red hover:bg-red-hover",
};

const BASE =
  "relative inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55";

const SIZES = { sm: "h-8 px-3 text-sm", md: "h-10 px-4 text-[0.9375rem]", icon: "size-9" } as const;

/** The classes of a button, for links that look like one. */
export function buttonClass(variant: Variant = "secondary", size: keyof typeof SIZES = "md"): string {
  return cx(BASE, VARIANTS[variant], SIZES[size]);
}

export interface ButtonProps extends ComponentProps<"button"> {
  readonly variant?: Variant;
  readonly size?: keyof typeof SIZES;
  /** Shows a spinner in place; the width does not change, a second press does nothing. */
  readonly busy?: boolean;
  readonly icon?: ReactNode;
}

export function Button({
  variant = "secondary",
  size = "md",
  busy = false,
  icon,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cx(buttonClass(variant, size), className)}
    >
      <span className={cx("inline-flex items-center gap-2", busy && "invisible")}>
        {icon}
        {children}
      </span>
      {busy && <LoaderCircle aria-hidden className="absolute size-4 animate-spin" />}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "size"> {
  readonly label: string;
}

/** A square button with an icon and an accessible name. */
export function IconButton({ label, variant = "quiet", icon, ...rest }: IconButtonProps) {
  return (
    <Button {...rest} variant={variant} size="icon" aria-label={label} title={label}>
      {icon}
    </Button>
  );
}

/**
 * Submit button of an action: disabled while the server does not answer, and it ignores the second click of a double
 * click.
 */
export function SubmitButton({ disabled, onClick, ...rest }: ButtonProps) {
  const away = serverAway.use();
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (event.detail > 1) event.preventDefault();
    else onClick?.(event);
  };
  return <Button {...rest} onClick={press} disabled={disabled === true || away} />;
}
