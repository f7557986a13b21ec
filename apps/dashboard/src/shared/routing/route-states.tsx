import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useContext } from "react";
import { failureOf } from "../../lib/transport/failure.ts";
import { buttonClass } from "../../ui/button.tsx";
import { EmptyState, ErrorPanel, Skeleton } from "../../ui/states.tsx";
import { sharedMessages as m } from "../messages.ts";
import { StoreContext } from "../store-context.ts";

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
        icon={Compass}
        title={m.notFoundTitle}
        action={
          <Link to="/" className={buttonClass("primary")}>
            {m.toOverview}
          </Link>
        }
      >
        {m.notFoundText}
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
        {m.crashTitle}
      </h1>
      <ErrorPanel
        title={m.crashTitle}
        text={failure.code === null && error instanceof TypeError === false ? m.crashText : failure.text}
        requestId={failure.requestId}
        onRetry={retry}
      />
    </div>
  );
}
