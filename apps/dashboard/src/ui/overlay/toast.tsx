import { CircleAlert, CircleCheck, X } from "lucide-react";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { IconButton } from "../button.tsx";

export interface Toast {
  readonly id: number;
  readonly tone: "done" | "failed";
  readonly text: string;
  readonly action?: ReactNode;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says what happened, politely; at most three at a time. */
export function toast(text: string, options: { tone?: Toast["tone"]; action?: ReactNode } = {}): void {
  lastId += 1;
  set([
    ...toasts.slice(-2),
    { id: lastId, tone: options.tone ?? "done", text, ...(options.action ? { action: options.action } : {}) },
  ]);
}

const dismiss = (id: number) => set(toasts.filter((entry) => entry.id !== id));

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const all = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-20 z-50 grid justify-items-center gap-2 md:bottom-6"
    >
      {all.map((entry) => (
        <ToastRow key={entry.id} entry={entry} />
      ))}
    </div>
  );
}

function ToastRow({ entry }: { readonly entry: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(entry.id), entry.tone === "done" ? 6_000 : 12_000);
    return () => clearTimeout(timer);
  }, [entry]);
  const Icon = entry.tone === "done" ? CircleCheck : CircleAlert;
  return (
    <div className="rise-in pointer-events-auto flex max-w-md items-center gap-3 rounded-xl border border-line bg-surface py-1.5 ps-4 pe-1.5 shadow-float">
      <Icon
        aria-hidden
        className={entry.tone === "done" ? "size-5 shrink-0 text-accent-ink" : "size-5 shrink-0 text-red-ink"}
      />
      <p className="min-w-0">{entry.text}</p>
      {entry.action}
      <IconButton
        label="Dismiss"
        icon={<X aria-hidden className="size-4" />}
        onClick={() => dismiss(entry.id)}
      />
    </div>
  );
}
