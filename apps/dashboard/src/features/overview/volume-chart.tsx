import type { Overview } from "@kaspa-pay/api-contract";
import { BarChart3, Table2 } from "lucide-react";
import { useEffect, useState } from "react";
import { kas, moneyLine } from "../../lib/format/money-text.ts";
import { usePreferences } from "../../shared/preferences.ts";
import { IconButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { overviewMessages as m } from "./messages.ts";
import { Numbers, type Series, type SeriesProps, useLabel } from "./volume-numbers.tsx";

/** Volume as bars with the period before as a line; `t` shows the same numbers as a table. */
export function VolumeChart({ data, hours }: { readonly data: Overview; readonly hours: boolean }) {
  const [table, setTable] = useState(false);
  const { shortcuts } = usePreferences();
  useEffect(() => {
    if (!shortcuts) return;
    const press = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement | null)?.closest("input, textarea, select, dialog") != null;
      if (event.key === "t" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        setTable((shown) => !shown);
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [shortcuts]);
  const Icon = table ? BarChart3 : Table2;
  return (
    <Card
      title={hours ? m.chartHours : m.chart}
      hint={data.timeZone}
      action={
        <IconButton
          label={table ? m.asChart : m.asTable}
          icon={<Icon aria-hidden className="size-4" />}
          aria-keyshortcuts="t"
          onClick={() => setTable(!table)}
        />
      }
      flush={table}
    >
      {table ? <Numbers series={data.series} hours={hours} /> : <Bars series={data.series} hours={hours} />}
    </Card>
  );
}

function Bars({ series, hours }: SeriesProps) {
  const label = useLabel(hours);
  const heights = series.map((point) => Number(point.volumeSompi));
  const before = series.map((point) => Number(point.previousVolumeSompi));
  const top = Math.max(1, ...heights, ...before);
  const best = series.reduce<Series[number] | null>(
    (found, point) =>
      found === null || Number(point.volumeSompi) > Number(found.volumeSompi) ? point : found,
    null,
  );
  const every = Math.ceil(series.length / 7);
  const line = before
    .map((value, at) => `${((at + 0.5) / series.length) * 100},${100 - (value / top) * 92}`)
    .join(" ");
  return (
    <figure className="grid gap-2">
      <div
        role="img"
        aria-label={m.chartText(best === null ? "–" : `${label(best.start)}, ${moneyLine(kas(best.volume))}`)}
        className="relative flex h-52 items-end gap-[max(2px,0.6%)] border-b border-line"
      >
        {series.map((point, at) => (
          <div
            key={point.start}
            className="flex h-full min-w-0 grow items-end justify-center"
            title={`${label(point.start)}: ${moneyLine(kas(point.volume))}`}
          >
            <div
              className="w-full max-w-11 rounded-t-[5px] bg-accent/85 transition-[height] duration-300"
              style={{ height: `${((heights[at] ?? 0) / top) * 92}%`, minHeight: heights[at] ? 2 : 0 }}
            />
          </div>
        ))}
        <DashedLine points={line} />
      </div>
      <div aria-hidden className="num flex gap-[max(2px,0.6%)] text-xs text-ink-3">
        {series.map((point, at) => (
          <span key={point.start} className="flex min-w-0 grow basis-0 justify-center whitespace-nowrap">
            {at % every === 0 ? label(point.start) : ""}
          </span>
        ))}
      </div>
      <Legend />
    </figure>
  );
}

/** Drawn over the bars; `points` are in percent of the chart. */
function DashedLine({ points }: { readonly points: string }) {
  return (
    <svg
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 size-full"
    >
      <polyline
        points={points}
        fill="none"
        className="stroke-ink-3"
        strokeWidth="1.5"
        strokeDasharray="4 4"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function Legend() {
  return (
    <figcaption className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-3">
      <span className="flex items-center gap-2">
        <span aria-hidden className="size-2.5 rounded-sm bg-accent/85" /> {m.volume}
      </span>
      <span className="flex items-center gap-2">
        <span aria-hidden className="w-4 border-t-2 border-dashed border-ink-3" /> {m.previous}
      </span>
    </figcaption>
  );
}
