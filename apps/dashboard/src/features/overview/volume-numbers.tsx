import type { Overview } from "@kaspa-pay/api-contract";
import { useFormats } from "../../lib/format/formats.ts";
import { kas } from "../../lib/format/money-text.ts";
import { Money } from "../../ui/amounts.tsx";
import { Cell, Row, Table } from "../../ui/table/table.tsx";
import { overviewMessages as m } from "./messages.ts";

export type Series = Overview["series"];

/** Names a bar: its day, or its hour, in the store's zone. */
export function useLabel(hours: boolean): (iso: string) => string {
  const { zone } = useFormats();
  const format = new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    ...(hours ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short" }),
  });
  return (iso) => format.format(Date.parse(iso));
}

export interface SeriesProps {
  readonly series: Series;
  readonly hours: boolean;
}

export function Numbers({ series, hours }: SeriesProps) {
  const label = useLabel(hours);
  return (
    <Table
      caption={hours ? m.chartHours : m.chart}
      columns={[
        { id: "time", title: m.time },
        { id: "volume", title: m.volume, align: "end" },
        { id: "count", title: m.payments, align: "end" },
        { id: "before", title: m.previous, align: "end" },
      ]}
    >
      {series.map((point) => (
        <Row key={point.start}>
          <Cell className="num">{label(point.start)}</Cell>
          <Cell end>
            <Money {...kas(point.volume)} />
          </Cell>
          <Cell end className="num">
            {point.payments}
          </Cell>
          <Cell end>
            <Money {...kas(point.previousVolume)} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
