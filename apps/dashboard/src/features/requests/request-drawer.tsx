import type { LoggedRequest } from "@kaspa-pay/api-contract";
import { useFormats } from "../../lib/format/formats.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Button } from "../../ui/button.tsx";
import { Facts } from "../../ui/card.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { Cell, Row, Table } from "../../ui/table/table.tsx";
import { requestMessages as m } from "./messages.ts";
import { StatusBadge } from "./status-badge.tsx";

interface RequestDrawerProps {
  readonly request: LoggedRequest;
  readonly onClose: () => void;
  readonly onOnlyKey: () => void;
}

/** One call: what was asked, what was answered, and which fields the body had. */
export function RequestDrawer({ request, onClose, onOnlyKey }: RequestDrawerProps) {
  const { onDate } = useFormats();
  return (
    <Dialog
      kind="drawer"
      title={`${request.method} ${request.route}`}
      onClose={onClose}
      footer={<Button onClick={onOnlyKey}>{m.onlyKey}</Button>}
    >
      <div className="grid gap-6">
        <Facts
          rows={[
            [m.status, <StatusBadge key="s" status={request.status} />],
            request.code === null
              ? null
              : [
                  m.code,
                  <code key="c" className="font-mono text-[0.8125rem]">
                    {request.code}
                  </code>,
                ],
            [m.requestId, <CopyText key="r" value={request.requestId} what="request id" />],
            [m.time, <TimeText key="t" {...onDate(request.at)} />],
            [m.duration, m.milliseconds(request.durationMs)],
            [m.key, <bdi key="k">{request.keyName ?? m.unknownKey}</bdi>],
          ]}
        />
        <section className="grid gap-3">
          <h3 className="font-semibold">{m.body}</h3>
          <Body body={request.body} />
        </section>
      </div>
    </Dialog>
  );
}

function Body({ body }: Pick<LoggedRequest, "body">) {
  if (body === null) return <p className="text-ink-3">{m.noBody}</p>;
  return (
    <>
      {body.fields.length > 0 && (
        <div className="-mx-5">
          <Table
            caption={m.body}
            columns={[
              { id: "field", title: m.field },
              { id: "type", title: m.type, align: "end" },
            ]}
          >
            {body.fields.map(({ name, type }) => (
              <Row key={name}>
                <Cell>
                  <code className="font-mono text-[0.8125rem] break-all">{name}</code>
                </Cell>
                <Cell end className="text-ink-2">
                  {type}
                </Cell>
              </Row>
            ))}
          </Table>
        </div>
      )}
      {body.more > 0 && <p className="text-sm text-ink-3">{m.more(body.more)}</p>}
    </>
  );
}
