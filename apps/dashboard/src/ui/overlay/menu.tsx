import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { cx } from "../cx.ts";

export interface MenuProps {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly triggerClass?: string;
  readonly align?: "start" | "end";
  readonly side?: "bottom" | "top";
  readonly children: ReactNode;
}

const MOVES: Record<string, (at: number, size: number) => number> = {
  ArrowDown: (at, size) => (at + 1) % size,
  ArrowUp: (at, size) => (at - 1 + size) % size,
  Home: () => 0,
  End: (_, size) => size - 1,
};

/**
 * A small menu on the Popover API: the browser closes it and puts it on top, this component handles arrow keys.
 */
export function Menu({
  label,
  trigger,
  triggerClass,
  align = "start",
  side = "bottom",
  children,
}: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  const move = (event: KeyboardEvent) => {
    const all = items();
    const next = MOVES[event.key]?.(all.indexOf(document.activeElement as HTMLElement), all.length);
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  };
  const onToggle = (open: boolean) => {
    button.current?.setAttribute("aria-expanded", String(open));
    if (open) items()[0]?.focus();
  };
  const place = () => {
    if (button.current && list.current) placeBeside(list.current, button.current, align, side);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label={label}
        className={triggerClass}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        onBeforeToggle={place}
        onToggle={(event) => onToggle(event.newState === "open")}
        onKeyDown={move}
        onClick={() => list.current?.hidePopover()}
        className="m-0 min-w-56 rounded-xl border border-line bg-surface p-1.5 text-ink shadow-float"
      >
        {children}
      </div>
    </>
  );
}

function placeBeside(
  list: HTMLElement,
  button: HTMLElement,
  align: "start" | "end",
  side: "bottom" | "top",
): void {
  const from = button.getBoundingClientRect();
  list.style.inset = "auto";
  if (side === "bottom") list.style.top = `${from.bottom + 6}px`;
  else list.style.bottom = `${window.innerHeight - from.top + 6}px`;
  if (align === "start") list.style.left = `${from.left}px`;
  else list.style.right = `${document.documentElement.clientWidth - from.right}px`;
}

export const menuItemClass =
  "flex min-h-9 w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-start text-[0.9375rem] text-ink-2 hover:bg-sunken hover:text-ink focus-visible:bg-sunken focus-visible:text-ink focus-visible:outline-none";

export interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function MenuItem({ icon, danger, disabled, onSelect, children }: MenuItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      disabled={disabled}
      onClick={onSelect}
      className={cx(menuItemClass, danger && "text-red-ink", disabled && "opacity-50")}
    >
      {icon}
      {children}
    </button>
  );
}
