import type { Rates } from "@kaspa-pay/api-contract";
import { useFormats } from "../lib/format/formats.ts";
import { TimeText } from "../ui/amounts.tsx";
import { Badge } from "../ui/badge.tsx";
import { Cell, Row, Table } from "../ui/table/table.tsx";
import { rateBadge } from "./badge-styles.ts";

export interface RateSourcesTableProps {
  readonly caption: string;
  readonly sources: Rates["sources"];
  /** Shows the error of a source that failed. */
  readonly withMessages?: boolean;
}

/** What each price source says now, in the order in which they are asked. */
export function RateSourcesTable({ caption, sources, withMessages = false }: RateSourcesTableProps) {
  const { when } = useFormats();
  return (
    <Table
      caption={caption}
      columns={[
        { id: "source", title: "Source" },
        { id: "rate", title: "Rate", align: "end" },
        { id: "state", title: "State" },
        { id: "age", title: "Read", align: "end", wide: true },
      ]}
    >
      {sources.map((source) => (
        <Row key={source.name}>
          <Cell>{source.name}</Cell>
          <Cell end className="num">
            {source.rate ?? "–"}
          </Cell>
          <Cell>
            <Badge {...rateBadge[source.state]} />
            {withMessages && source.message && (
              <span className="ms-2 text-sm text-ink-3">{source.message}</span>
            )}
          </Cell>
          <Cell end wide className="text-sm text-ink-3">
            {source.fetchedAt === null ? "–" : <TimeText {...when(source.fetchedAt)} />}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
