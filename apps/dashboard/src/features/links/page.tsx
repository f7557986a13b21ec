import { Link, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { linkBadge, linkStatuses } from "../../shared/badge-styles.ts";
import { mayUse } from "../../shared/permissions.ts";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { useStore } from "../../shared/store-context.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { pillClass, pillRowClass } from "../../ui/pill.ts";
import { LinkList } from "./link-list.tsx";
import { linkMessages as m } from "./messages.ts";

const STATES = [undefined, ...linkStatuses];

export function LinksPage() {
  const { status } = useSearch({ from: "/s/$storeId/links" });
  const store = useStore();
  const params = { storeId: store.id };
  const button = mayUse(store.role, "editLinks") && (
    <Link to="/s/$storeId/links/new" params={params} className={buttonClass("primary")}>
      <Plus aria-hidden className="size-4" /> {m.newLink}
    </Link>
  );
  return (
    <Page
      title={m.title}
      hint={m.hint}
      actions={
        <>
          <ShowCurl call={{ method: "GET", path: "/links" }} />
          {button}
        </>
      }
    >
      <div className="grid gap-4">
        <nav aria-label={m.tabs} className={pillRowClass}>
          {STATES.map((state) => (
            <Link
              key={state ?? "all"}
              to="/s/$storeId/links"
              params={params}
              search={state === undefined ? {} : { status: state }}
              aria-current={status === state ? "true" : undefined}
              className={pillClass(status === state)}
            >
              {state === undefined ? m.all : linkBadge[state].label}
            </Link>
          ))}
        </nav>
        <LinkList key={status} status={status} action={button} />
      </div>
    </Page>
  );
}
