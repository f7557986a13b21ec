import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { CloudOff } from "lucide-react";
import { lazy, Suspense, useEffect, useRef } from "react";
import { serverAway, sessionEnded, stepUpAsked } from "../../lib/transport/signals.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Toasts } from "../../ui/overlay/toast.tsx";
import { shellMessages as m } from "./messages.ts";
import { RouteAnnouncer } from "./route-announcer.tsx";

const StepUpDialog = lazy(() =>
  import("../../features/session/dialogs.tsx").then((module) => ({ default: module.StepUpDialog })),
);
const SessionEndedDialog = lazy(() =>
  import("../../features/session/dialogs.tsx").then((module) => ({ default: module.SessionEndedDialog })),
);

/** Above every page: skip link, offline bar, toasts, and the dialogs of the session. */
export function RootLayout() {
  const stepUp = stepUpAsked.use();
  const ended = sessionEnded.use();
  return (
    <>
      <a
        href="#content"
        className="fixed start-4 top-3 z-50 -translate-y-20 rounded-lg bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {m.skip}
      </a>
      <OfflineBar />
      <Outlet />
      <RouteAnnouncer />
      <Suspense>
        {stepUp && !ended && <StepUpDialog request={stepUp} />}
        {ended && <SessionEndedDialog />}
      </Suspense>
      <Toasts />
    </>
  );
}

function OfflineBar() {
  const away = serverAway.use();
  useComeback(away);
  return (
    <div role="status" className="sticky top-0 z-40">
      {away && (
        <p className="flex items-center justify-center gap-2 bg-ink px-4 py-2 text-center text-sm text-canvas">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {m.offline}
        </p>
      )}
    </div>
  );
}

/** Asks every three seconds whether the server is back, and reads everything again when it is. */
function useComeback(away: boolean): void {
  const queries = useQueryClient();
  const setup = useTRPC().market.setup;
  useQuery(setup.queryOptions(undefined, { enabled: away, refetchInterval: 3_000, retry: false }));
  const wasAway = useRef(false);
  useEffect(() => {
    if (!away && wasAway.current) void queries.invalidateQueries();
    wasAway.current = away;
  }, [away, queries]);
}
