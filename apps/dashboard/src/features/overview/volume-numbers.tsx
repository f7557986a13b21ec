import { kas } from "../../lib/format/money-text.ts";
import { Money } from "../../ui/amounts.tsx";
import { Cell, Row, Table } from "../../ui/table/table.tsx";
import { overviewMessages as m } from "./messages.ts";
import { type SeriesProps, useLabel } from "./series.ts";

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
      {series.map((one) => (
        <Row key={one.start}>
          <Cell className="num">{label(one.start)}</Cell>
          <Cell end>
            <Money {...kas(one.volume)} />
          </Cell>
          <Cell end className="num">
            {one.payments}
          </Cell>
          <Cell end>
            <Money {...kas(one.previousVolume)} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
