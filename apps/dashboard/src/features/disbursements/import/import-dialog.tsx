import { useMutation } from "@tanstack/react-query";
import { type ChangeEvent, useId, useState } from "react";
import { money } from "../../../lib/format/money-text.ts";
import { MAX_IMPORT_ROWS } from "../../../lib/forms/contract.ts";
import { type Failure, failureOf } from "../../../lib/transport/failure.ts";
import { useIdempotencyKey, useTRPC } from "../../../lib/transport/trpc.ts";
import { Money } from "../../../ui/amounts.tsx";
import { Notice } from "../../../ui/card.tsx";
import { Field, Textarea } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/overlay/form-dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { Cell, Row, Table } from "../../../ui/table/table.tsx";
import { useDisbursementsChanged } from "../changes.ts";
import { disbursementMessages as m } from "../messages.ts";
import { type CsvPreview, previewCsv } from "./csv-preview.ts";
import { faultsOf, type RowFault } from "./row-faults.ts";

/** Payouts from a file or pasted rows. The server checks all rows before it makes any, and names every fault. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const [csv, setCsv] = useState("");
  const key = useIdempotencyKey();
  const changed = useDisbursementsChanged();
  const importAll = useMutation(
    useTRPC().payouts.import.mutationOptions({
      trpc: key,
      meta: { inForm: true },
      onSuccess: ({ count }) => {
        changed();
        toast(m.imported(count));
        onClose();
      },
      // Other rows are another request.
      onError: key.renew,
    }),
  );
  const take = (text: string) => {
    setCsv(text);
    importAll.reset();
  };
  const preview = previewCsv(csv);
  const problem = preview === null ? null : problemOf(preview);
  const failure = importAll.error ? failureOf(importAll.error) : null;
  return (
    <FormDialog
      title={m.importTitle}
      action={preview === null ? m.import : m.importAction(preview.rows)}
      busy={importAll.isPending}
      disabled={preview === null || preview.rows === 0 || problem !== null}
      className="grid-cols-[minmax(0,1fr)]"
      intro={<p className="text-ink-2">{m.importText}</p>}
      onClose={onClose}
      onSubmit={() => importAll.mutate({ csv })}
    >
      <FileField onText={take} />
      <Field label={m.paste} error={problem ?? undefined}>
        <Textarea
          value={csv}
          onChange={(event) => take(event.currentTarget.value)}
          rows={5}
          spellCheck={false}
          placeholder={m.example}
          className="font-mono text-[0.8125rem] whitespace-pre"
        />
      </Field>
      {preview !== null && problem === null && <Preview preview={preview} />}
      {failure !== null && <Faults failure={failure} />}
    </FormDialog>
  );
}

function problemOf({ missing, rows }: CsvPreview): string | null {
  if (missing.length > 0) return m.noColumns(missing.join(", "));
  return rows > MAX_IMPORT_ROWS ? m.tooMany(rows, MAX_IMPORT_ROWS) : null;
}

function FileField({ onText }: { readonly onText: (text: string) => void }) {
  const id = useId();
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    if (file !== undefined) void file.text().then(onText);
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {m.file}
      </label>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv,text/plain"
        onChange={pick}
        className="text-sm text-ink-2 file:me-3 file:h-9 file:cursor-pointer file:rounded-lg file:border file:border-solid file:border-line file:bg-surface file:px-3 file:text-sm file:font-medium file:text-ink"
      />
    </div>
  );
}

function Preview({ preview: { rows, sums, unread } }: { readonly preview: CsvPreview }) {
  return (
    <Notice tone="blue">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold">{m.rows(rows)}</span>
        {sums.map(({ currency, amount }, at) => (
          <span key={currency}>
            {at > 0 && "+ "}
            <Money {...money(amount, currency)} className="font-medium" />
          </span>
        ))}
        {sums.length > 0 && m.together}
      </p>
      {unread > 0 && (
        <p className="text-sm">
          {m.unread(unread)}. {m.unreadText}
        </p>
      )}
    </Notice>
  );
}

function Faults({ failure }: { readonly failure: Failure }) {
  const faults = faultsOf(failure.issues);
  if (faults.length === 0) {
    return (
      <Notice tone="red" urgent>
        {failure.text}
      </Notice>
    );
  }
  return (
    <div className="grid gap-3">
      <Notice tone="red" urgent title={m.faultsTitle(faults.length)}>
        {m.faultsText}
      </Notice>
      <section
        aria-label={m.faultsCaption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        className="max-h-72 overflow-y-auto rounded-xl border border-line"
      >
        <Table
          caption={m.faultsCaption}
          columns={[
            { id: "row", title: m.row },
            { id: "column", title: m.column },
            { id: "fault", title: m.fault },
          ]}
        >
          {faults.map((fault) => (
            <FaultRow key={fault.path} fault={fault} />
          ))}
        </Table>
      </section>
    </div>
  );
}

function FaultRow({ fault: { row, column, message } }: { readonly fault: RowFault }) {
  return (
    <Row>
      <Cell className="num">{row ?? m.wholeFile}</Cell>
      <Cell className="text-ink-2">{column ?? "–"}</Cell>
      <Cell className="text-sm">{message}</Cell>
    </Row>
  );
}
