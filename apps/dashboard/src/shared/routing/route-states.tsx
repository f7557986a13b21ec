import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass, Lock } from "lucide-react";
import { type ReactNode, useContext } from "react";
import { mayUse, type Right } from "../permissions.ts";
import { StoreContext, useStore } from "../store-context.ts";
import { failureOf } from "../../lib/transport/failure.ts";
import { shellWords as w } from "../../app/shell/messages.ts";
import { buttonClass } from "../../ui/button.tsx";
import { EmptyState, ErrorPanel, Skeleton } from "../../ui/states.tsx";

/** Shown while a page loads. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-6">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-40 w-full rounded-2xl" />
      <Skeleton className="h-72 w-full rounded-2xl" />
    </div>
  );
}

export function RouteMissing() {
  // Inside a store the layout already has the page's main element.
  const inStore = useContext(StoreContext) !== null;
  const Frame = inStore ? "div" : "main";
  return (
    <Frame {...(!inStore && { id: "content" })} className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        isPage
        icon={<Compass aria-hidden className="size-5" />}
        title={w.notFoundTitle}
        action={
          <Link to="/" className={buttonClass("primary")}>
            {w.toOverview}
          </Link>
        }
      >
        {w.notFoundText}
      </EmptyState>
    </Frame>
  );
}

export function RouteCrash({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const failure = failureOf(error);
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="grid min-h-[60dvh] place-items-center">
      <h1 tabIndex={-1} className="sr-only">
        {w.crashTitle}
      </h1>
      <ErrorPanel
        title={w.crashTitle}
        text={failure.code === null && error instanceof TypeError === false ? w.crashText : failure.text}
        requestId={failure.requestId}
        onRetry={retry}
      />
    </div>
  );
}

/** Shows its page only to roles that have the right; others read which one is missing. */
export function Guard({ right, children }: { readonly right: Right; readonly children: ReactNode }) {
  const { role } = useStore();
  if (mayUse(role, right)) return children;
  return (
    <EmptyState isPage icon={<Lock aria-hidden className="size-5" />} title={w.forbiddenTitle}>
      {w.forbiddenText(right, role)}
    </EmptyState>
  );
}
