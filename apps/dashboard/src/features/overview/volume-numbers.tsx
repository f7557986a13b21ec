import { kas } from "../../lib/format/money-text.ts";
import { overviewWords as w } from "./messages.ts";
import { Money } from "../../ui/amounts.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";
import { type SeriesProps, useLabel } from "./series.ts";

export function Numbers({ series, hours }: SeriesProps) {
  const label = useLabel(hours);
  return (
    <Table
      caption={hours ? w.chartHours : w.chart}
      columns={[
        { id: "time", title: w.time },
        { id: "volume", title: w.volume, align: "end" },
        { id: "count", title: w.payments, align: "end" },
        { id: "before", title: w.previous, align: "end" },
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
