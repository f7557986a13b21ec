import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, CreditCard } from "lucide-react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { linkBadge } from "../../shared/badge-styles.ts";
import { mayUse } from "../../shared/permissions.ts";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { useStore } from "../../shared/store-context.ts";
import { Badge } from "../../ui/badge.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { EditLink, NewLink } from "./editor/new-link.tsx";
import { linkMessages as m } from "./messages.ts";
import { RowMenu } from "./row-menu.tsx";
import { SharePanel } from "./share/share-panel.tsx";

function BackToLinks() {
  const storeId = useStore().id;
  return (
    <Link
      to="/s/$storeId/links"
      params={{ storeId }}
      className="inline-flex min-h-6 items-center gap-1.5 text-sm text-ink-3 hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" /> {m.title}
    </Link>
  );
}

export function NewLinkPage() {
  const { from } = useSearch({ from: "/s/$storeId/links/new" });
  const storeId = useStore().id;
  const navigate = useNavigate();
  return (
    <Page title={m.newLink} back={<BackToLinks />}>
      <NewLink
        key={from}
        from={from}
        onMade={(link) =>
          void navigate({ to: "/s/$storeId/links/$linkId", params: { storeId, linkId: link.id } })
        }
      />
    </Page>
  );
}

export function LinkPage() {
  const { linkId } = useParams({ from: "/s/$storeId/links/$linkId" });
  const store = useStore();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const link = useQuery(trpc.links.get.queryOptions({ id: linkId }));
  const connected = useMutation(
    trpc.dashboard.onboardingConnected.mutationOptions({
      meta: { inForm: true },
      onSuccess: () => queries.invalidateQueries(trpc.dashboard.onboarding.queryFilter()),
    }),
  );
  return (
    <Page
      title={link.data?.title ?? m.name}
      back={<BackToLinks />}
      actions={
        link.data && (
          <>
            <Badge {...linkBadge[link.data.status]} />
            <Link
              to="/s/$storeId/payments"
              params={{ storeId: store.id }}
              search={{ linkId }}
              className={buttonClass("quiet", "sm")}
            >
              <CreditCard aria-hidden className="size-4" /> {m.payments}
            </Link>
            <ShowCurl call={{ method: "GET", path: `/links/${linkId}` }} />
            <RowMenu
              link={link.data}
              onRemoved={() => void navigate({ to: "/s/$storeId/links", params: { storeId: store.id } })}
            />
          </>
        )
      }
    >
      <QueryState query={link}>
        {(data) => (
          <>
            <SharePanel link={data} onSnippetCopied={() => connected.mutate()} />
            {mayUse(store.role, "editLinks") && data.status !== "archived" && <EditLink link={data} />}
          </>
        )}
      </QueryState>
    </Page>
  );
}
