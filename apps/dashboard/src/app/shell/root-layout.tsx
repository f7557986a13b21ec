import { Outlet } from "@tanstack/react-router";
import { CloudOff } from "lucide-react";
import { lazy, Suspense } from "react";
import { serverAway, sessionEnded, stepUpAsked } from "../../lib/transport/signals.ts";
import { shellWords as w } from "../../lib/words/shell.ts";
import { Toasts } from "../../ui/overlay/toast.tsx";
import { RouteAnnouncer } from "./route-announcer.tsx";

const StepUpDialog = lazy(() =>
  import("../../features/session/dialogs.tsx").then((module) => ({ default: module.StepUpDialog })),
);
const SessionEndedDialog = lazy(() =>
  import("../../features/session/dialogs.tsx").then((module) => ({ default: module.SessionEndedDialog })),
);

/** What lies over every page: skip link, offline bar, toasts, and the dialogs of the session. */
export function RootLayout() {
  const stepUp = stepUpAsked.use();
  const ended = sessionEnded.use();
  return (
    <>
      <a
        href="#content"
        className="fixed start-4 top-3 z-50 -translate-y-20 rounded-lg bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {w.skip}
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
  return (
    <div role="status" className="sticky top-0 z-40">
      {away && (
        <p className="flex items-center justify-center gap-2 bg-ink px-4 py-2 text-center text-sm text-canvas">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {w.offline}
        </p>
      )}
    </div>
  );
}
