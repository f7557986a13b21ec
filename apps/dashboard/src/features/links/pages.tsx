import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, CreditCard, Plus } from "lucide-react";
import { LinkList } from "./link-list.tsx";
import { EditLink, NewLink } from "./editor/new-link.tsx";
import { RowMenu } from "./row-menu.tsx";
import { SharePanel } from "./share/share-panel.tsx";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { Loaded } from "../../ui/query-state.tsx";
import { mayUse } from "../../shared/permissions.ts";
import { linkLook } from "../../shared/badge-styles.ts";
import { useStore } from "../../shared/store-context.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { linkWords as w } from "./messages.ts";
import { Badge } from "../../ui/badge.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Page } from "../../ui/page.tsx";
import { Guard } from "../../shared/routing/route-states.tsx";

const STATES = [undefined, "active", "draft", "inactive", "archived"] as const;

export function LinksPage() {
  const { status } = useSearch({ from: "/s/$storeId/links" });
  const store = useStore();
  const params = { storeId: store.id };
  const button = mayUse(store.role, "editLinks") && (
    <Link to="/s/$storeId/links/new" params={params} className={buttonClass("primary")}>
      <Plus aria-hidden className="size-4" /> {w.newLink}
    </Link>
  );
  return (
    <Page
      title={w.title}
      hint={w.hint}
      actions={
        <>
          <ShowCurl call={{ method: "GET", path: "/links" }} />
          {button}
        </>
      }
    >
      <div className="grid gap-4">
        <nav aria-label={w.tabs} className="-mx-1 flex gap-1 overflow-x-auto px-1 py-1">
          {STATES.map((one) => (
            <Link
              key={one ?? "all"}
              to="/s/$storeId/links"
              params={params}
              search={one === undefined ? {} : { status: one }}
              aria-current={status === one ? "true" : undefined}
              className={cx(
                "flex h-8 items-center rounded-full px-3 text-sm font-medium whitespace-nowrap",
                status === one ? "bg-ink text-canvas" : "text-ink-2 hover:bg-sunken",
              )}
            >
              {one === undefined ? w.all : linkLook[one].label}
            </Link>
          ))}
        </nav>
        <LinkList key={status} status={status} action={button} />
      </div>
    </Page>
  );
}

function BackToLinks() {
  const storeId = useStore().id;
  return (
    <Link
      to="/s/$storeId/links"
      params={{ storeId }}
      className="inline-flex min-h-6 items-center gap-1.5 text-sm text-ink-3 hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" /> {w.title}
    </Link>
  );
}

export function NewLinkPage() {
  const { from } = useSearch({ from: "/s/$storeId/links/new" });
  const storeId = useStore().id;
  const navigate = useNavigate();
  return (
    <Guard right="editLinks">
      <Page title={w.newLink} back={<BackToLinks />}>
        <NewLink
          key={from}
          from={from}
          onMade={(link) =>
            void navigate({ to: "/s/$storeId/links/$linkId", params: { storeId, linkId: link.id } })
          }
        />
      </Page>
    </Guard>
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
      title={link.data?.title ?? w.name}
      back={<BackToLinks />}
      actions={
        link.data && (
          <>
            <Badge {...linkLook[link.data.status]} />
            <Link
              to="/s/$storeId/payments"
              params={{ storeId: store.id }}
              search={{ linkId }}
              className={buttonClass("quiet", "sm")}
            >
              <CreditCard aria-hidden className="size-4" /> {w.payments}
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
      <Loaded query={link}>
        {(data) => (
          <>
            <SharePanel link={data} onSnippetCopied={() => connected.mutate()} />
            {mayUse(store.role, "editLinks") && data.status !== "archived" && <EditLink link={data} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
