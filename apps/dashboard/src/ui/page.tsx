import { type ReactNode, useSyncExternalStore } from "react";

export interface PageProps {
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly back?: ReactNode;
  readonly children: ReactNode;
}

/** A page's head with its one `h1`, which takes the focus on navigation. */
export function Page({ title, hint, actions, back, children }: PageProps) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1">
          {back}
          <h1 tabIndex={-1} className="text-2xl font-semibold">
            {title}
          </h1>
          {hint && <p className="max-w-2xl text-ink-3">{hint}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

const query = window.matchMedia("(min-width: 1024px)");

function subscribe(listener: () => void) {
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether there is space for a panel beside the page. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
