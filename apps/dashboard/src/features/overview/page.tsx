import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useFormats } from "../../lib/format/formats.ts";
import { startOfDay } from "../../lib/format/time-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { overviewMessages as m } from "./messages.ts";
import { Overview, type Period } from "./overview.tsx";
import { PeriodPicker } from "./period-picker.tsx";

export function OverviewPage() {
  const search = useSearch({ from: "/s/$storeId/" });
  const navigate = useNavigate({ from: "/s/$storeId" });
  const { zone } = useFormats();
  const range = search.range ?? "7d";
  const period = periodOf(range, search.from, search.to, zone);
  return (
    <Page
      title={m.title}
      actions={
        <PeriodPicker
          range={range}
          from={search.from}
          to={search.to}
          onRange={(next) =>
            void navigate({ to: ".", search: next === "7d" ? {} : { range: next }, replace: true })
          }
          onDates={(dates) => void navigate({ to: ".", search: { ...search, ...dates }, replace: true })}
        />
      }
    >
      <SetupCard />
      <Overview period={period} />
    </Page>
  );
}

/** A custom period without both days yet shows the last seven. */
function periodOf(
  range: Period["range"],
  from: string | undefined,
  to: string | undefined,
  zone: string,
): Period {
  if (range !== "custom") return { range };
  if (from === undefined || to === undefined || from > to) return { range: "7d" };
  const noon = (date: string) => Date.parse(`${date}T12:00:00Z`);
  return {
    range,
    from: new Date(startOfDay(noon(from), zone)).toISOString(),
    to: new Date(startOfDay(noon(to), zone, 1)).toISOString(),
  };
}

function SetupCard() {
  const store = useStore();
  const steps = useQuery(useTRPC().dashboard.onboarding.queryOptions()).data;
  if (steps === undefined) return null;
  const done = [steps.wallet, steps.link, steps.payment, steps.connected].filter(Boolean).length;
  if (done === 4) return null;
  return (
    <section className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-2xl bg-accent-soft px-5 py-4 text-accent-ink">
      <div>
        <h2 className="font-semibold">{m.setup}</h2>
        <p className="text-sm">{m.setupText(done)}</p>
      </div>
      <Link to="/s/$storeId/setup" params={{ storeId: store.id }} className={buttonClass("primary", "sm")}>
        {m.setupAction}
      </Link>
    </section>
  );
}
