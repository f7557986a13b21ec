import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useChildMatches, useSearch } from "@tanstack/react-router";
import { Download, TriangleAlert } from "lucide-react";
import { count } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { useStore } from "../../shared/store-context.ts";
import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Page, useWide } from "../../ui/page.tsx";
import { attentionMessages } from "./attention/messages.ts";
import { exportUrl } from "./list/list-input.ts";
import { PaymentList, useListInput } from "./list/payment-list.tsx";
import { paymentMessages as m } from "./messages.ts";

/** Link to the queue, while something is in it. */
function AttentionLink() {
  const store = useStore();
  const waiting = useQuery(useTRPC().payments.counts.queryOptions({}, { staleTime: 15_000 })).data?.attention;
  if (!waiting) return null;
  return (
    <Link
      to="/s/$storeId/attention"
      params={{ storeId: store.id }}
      className={buttonClass("secondary", "sm")}
    >
      <TriangleAlert aria-hidden className="size-4 text-amber-ink" /> {attentionMessages.open} (
      {count(waiting)})
    </Link>
  );
}

/** The table. A payment opens beside it on wide screens and instead of it on narrow ones. */
export function PaymentsPage() {
  const search = useSearch({ from: "/s/$storeId/payments" });
  const store = useStore();
  const input = useListInput(search);
  const open = useChildMatches().length > 0;
  const wide = useWide();
  const query = new URLSearchParams(Object.entries(input).map(([key, value]) => [key, String(value)]));
  return (
    <>
      <div className={cx(open && !wide && "hidden")}>
        <Page
          title={m.title}
          actions={
            <>
              <AttentionLink />
              <ShowCurl call={{ method: "GET", path: `/payments${query.size > 0 ? `?${query}` : ""}` }} />
              <a href={exportUrl(input, store.id)} download className={buttonClass("secondary", "sm")}>
                <Download aria-hidden className="size-4" /> {m.export}
              </a>
            </>
          }
        >
          <PaymentList search={search} />
        </Page>
      </div>
      <Outlet />
    </>
  );
}
