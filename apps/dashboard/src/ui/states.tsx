import { type LucideIcon, RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { CopyText } from "./copy/copy.tsx";
import { cx } from "./cx.ts";

/** A grey shape in the final size; it shows only after 150 ms. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={cx("skeleton h-4", className)} />;
}

/** Rows of a list that is loading. */
export function SkeletonRows({
  rows = 6,
  className = "h-13",
}: {
  readonly rows?: number;
  readonly className?: string;
}) {
  return (
    <div role="status" aria-label="Loading" className="divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical shapes without identity
        <div key={row} className={cx("flex items-center gap-6 px-5", className)}>
          <Skeleton className="w-24" />
          <Skeleton className="w-2/5" />
          <Skeleton className="ms-auto w-28" />
        </div>
      ))}
    </div>
  );
}

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** A page of the documentation, below `/docs/`. */
  readonly help?: string;
  /** The title is the page's own heading, where the page is nothing else. */
  readonly isPage?: boolean;
}

export function EmptyState({ icon: Icon, title, children, action, help, isPage = false }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-3 px-6 py-14 text-center">
      <span className="grid size-11 place-items-center rounded-full bg-accent-soft text-accent-ink">
        <Icon aria-hidden className="size-5" />
      </span>
      {isPage ? (
        <h1 tabIndex={-1} className="text-lg font-semibold">
          {title}
        </h1>
      ) : (
        <p className="text-base font-semibold">{title}</p>
      )}
      {children && <p className="-mt-1 text-ink-3">{children}</p>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
      {help && (
        <a
          href={`/docs/${help}`}
          className="inline-flex min-h-6 items-center text-sm text-accent-ink underline underline-offset-3"
        >
          How this works
        </a>
      )}
    </div>
  );
}

export interface ErrorPanelProps {
  readonly title?: string;
  readonly text: string;
  readonly requestId?: string | null;
  readonly onRetry?: (() => void) | undefined;
}

export function ErrorPanel({ title = "This did not load", text, requestId, onRetry }: ErrorPanelProps) {
  return (
    <div role="alert" className="mx-auto grid max-w-lg justify-items-center gap-2 px-6 py-12 text-center">
      <span className="grid size-11 place-items-center rounded-full bg-red-soft text-red-ink">
        <TriangleAlert aria-hidden className="size-5" />
      </span>
      <p className="text-base font-semibold">{title}</p>
      <p className="text-ink-2">{text}</p>
      {requestId && (
        <p className="flex items-center gap-1 text-sm text-ink-3">
          Reference <CopyText value={requestId} what="reference" />
        </p>
      )}
      {onRetry && (
        <Button className="mt-2" icon={<RotateCw aria-hidden className="size-4" />} onClick={onRetry}>
          Retry
        </Button>
      )}
    </div>
  );
}
