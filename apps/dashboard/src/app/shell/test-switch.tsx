import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { account } from "../../shared/account.ts";
import { isTest, useMe, useStore } from "../../shared/store-context.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { GoLiveDialog } from "./go-live/go-live-dialog.tsx";
import { shellMessages as m } from "./messages.ts";

/** Switches between a live store and its simulated twin and keeps the page; the twin is created on first use. */
export function TestSwitch() {
  const store = useStore();
  const twinId = useMe().stores.find((candidate) => candidate.twinId === store.id)?.id ?? store.twinId;
  const [checklist, setChecklist] = useState(false);
  const jump = useJump();
  const makeTwin = useMakeTwin(jump);
  const test = isTest(store);
  const press = () => {
    if (twinId !== null) jump(twinId);
    else if (test) setChecklist(true);
    else makeTwin.mutate({ twinOf: store.id });
  };
  const label = test ? (twinId === null ? m.goLive : m.toLive) : m.toTest;
  const icon = <FlaskConical aria-hidden className="size-4" />;
  return (
    <>
      <Button size="sm" busy={makeTwin.isPending} onClick={press} icon={icon} className="max-lg:hidden">
        {test && twinId === null ? m.goLive : label}
      </Button>
      <IconButton label={label} icon={icon} busy={makeTwin.isPending} onClick={press} className="lg:hidden" />
      {checklist && <GoLiveDialog onClose={() => setChecklist(false)} />}
    </>
  );
}

function useJump(): (storeId: string) => void {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (storeId) => {
    // Lists and settings exist in both stores; single objects do not.
    const page = /^\/s\/[^/]+(\/(?:payments|links|unmatched|audit|developers\/\w+|settings\/\w+))?/.exec(
      pathname,
    )?.[1];
    void navigate({ to: `/s/${storeId}${page ?? ""}` as "/" });
  };
}

function useMakeTwin(jump: (storeId: string) => void) {
  const queries = useQueryClient();
  return useMutation(
    useTRPC().stores.create.mutationOptions({
      onSuccess: async (twin) => {
        await queries.invalidateQueries(account.auth.me.queryFilter());
        jump(twin.id);
      },
    }),
  );
}
