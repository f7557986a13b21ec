import { Outlet, useChildMatches } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { mayUse } from "../../shared/permissions.ts";
import { useStore } from "../../shared/store-context.ts";
import { EmptyState } from "../../ui/states.tsx";
import { shellMessages as m } from "./messages.ts";

/** The page below, for roles that have its permission; others read which one is missing. */
export function PermittedOutlet() {
  const { role } = useStore();
  const permission = useChildMatches({ select: (matches) => matches[0]?.staticData.permission });
  if (permission === undefined || mayUse(role, permission)) return <Outlet />;
  return (
    <EmptyState isPage icon={Lock} title={m.forbiddenTitle}>
      {m.forbiddenText(permission, role)}
    </EmptyState>
  );
}
