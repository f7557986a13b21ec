import type { PaymentFull } from "@kaspa-pay/api-contract";
import { Link } from "@tanstack/react-router";
import { money } from "../../../lib/format/money-text.ts";
import { useStore } from "../../../shared/store-context.ts";
import { Money } from "../../../ui/amounts.tsx";
import { Card, Facts } from "../../../ui/card.tsx";
import { CopyText } from "../../../ui/copy/copy.tsx";
import { Cell, Row, Table } from "../../../ui/table/table.tsx";
import { paymentMessages as m } from "../messages.ts";

type ShownField = keyof typeof m.fields;

/** Rows of the fields that have a text; empty ones are left out. */
function fieldRows(payment: PaymentFull, shown: (field: string) => boolean) {
  return (Object.keys(m.fields) as ShownField[]).filter(shown).flatMap((field) => {
    const value = payment[field];
    if (value === null) return [];
    const isEmail = field === "customerEmail";
    const text = isEmail ? (
      <CopyText key={field} value={value} what="e-mail" />
    ) : (
      <bdi key={field} className="break-all">
        {value}
      </bdi>
    );
    return [[m.fields[field], text] as const];
  });
}

const ofCustomer = (field: string): boolean => field.startsWith("customer");

export function CustomerBlock({ payment }: { readonly payment: PaymentFull }) {
  const rows = fieldRows(payment, ofCustomer);
  if (rows.length === 0) return null;
  return (
    <Card title={m.customer}>
      <Facts rows={rows} />
    </Card>
  );
}

export function DetailsBlock({ payment }: { readonly payment: PaymentFull }) {
  const metadata = Object.entries(payment.metadata);
  return (
    <Card title={m.details}>
      <div className="grid gap-5">
        <Facts
          rows={[
            [m.id, <CopyText key="i" value={payment.id} what="payment id" />],
            [m.addressOf, <CopyText key="a" value={payment.kaspaAddress} what="address" />],
            payment.addressIndex === null ? null : ["", m.index(payment.addressIndex)],
            payment.linkId === null
              ? null
              : ["Link", <CopyText key="l" value={payment.linkId} what="link id" />],
            payment.replaces === null
              ? null
              : [m.replaces, <OtherPayment key="r" paymentId={payment.replaces} />],
            payment.replacedBy === null
              ? null
              : [m.replacedBy, <OtherPayment key="b" paymentId={payment.replacedBy} />],
            ...fieldRows(payment, (field) => !ofCustomer(field)),
          ]}
        />
        {payment.items.length > 0 && <Items payment={payment} />}
        {metadata.length > 0 && (
          <div className="grid gap-2">
            <h3 className="text-sm font-semibold">
              {m.metadata}{" "}
              {payment.metadataSource === "payer" && (
                <span className="font-normal text-ink-3">({m.byPayer})</span>
              )}
            </h3>
            <Facts
              rows={metadata.map(([key, value]) => [
                key,
                <code key={key} className="font-mono text-[0.8125rem]">
                  {typeof value === "string" ? value : JSON.stringify(value)}
                </code>,
              ])}
            />
          </div>
        )}
      </div>
    </Card>
  );
}

function OtherPayment({ paymentId }: { readonly paymentId: string }) {
  return (
    <Link
      to="/s/$storeId/payments/$paymentId"
      params={{ storeId: useStore().id, paymentId }}
      className="font-mono text-[0.8125rem] break-all underline underline-offset-3"
    >
      {paymentId}
    </Link>
  );
}

function Items({ payment }: { readonly payment: PaymentFull }) {
  return (
    <div className="-mx-5">
      <Table
        caption={m.items}
        columns={[
          { id: "name", title: m.items },
          { id: "quantity", title: "Quantity", align: "end" },
          { id: "price", title: "Price", align: "end" },
        ]}
      >
        {payment.items.map((item) => (
          <Row key={`${item.name}:${item.price}`}>
            <Cell>
              <bdi>{item.name}</bdi>
            </Cell>
            <Cell end className="num">
              {item.quantity}
            </Cell>
            <Cell end>
              <Money {...money(item.price, payment.currency)} />
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}
