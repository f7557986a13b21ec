import type { Settings } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Controller, useFormContext } from "react-hook-form";
import { useFormats } from "../../lib/format/formats.ts";
import { numberOf } from "../../lib/forms/schema-resolver.ts";
import { useStore } from "../../shared/store-context.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { settingsWords as w } from "./messages.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { Check } from "../../ui/field.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";
import { NumberField } from "./payment-rules.tsx";
import { Section } from "./section.tsx";

export function RatesSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section
      title={w.rates}
      hint={w.ratesHint}
      values={{
        currencies: settings.currencies as string[],
        quoteLifeMinutes: String(settings.quoteLifeMinutes),
      }}
      toInput={(values) => ({
        currencies: values.currencies,
        quoteLifeMinutes: numberOf(values.quoteLifeMinutes),
      })}
    >
      <CurrencyChecks />
      <div className="max-w-60">
        <NumberField name="quoteLifeMinutes" label={w.quoteLife} />
      </div>
    </Section>
  );
}

function CurrencyChecks() {
  const { control } = useFormContext<{ currencies: string[] }>();
  const known = useQuery(useTRPC().market.serverInfo.queryOptions(undefined, { staleTime: 600_000 })).data
    ?.currencies;
  return (
    <Controller
      control={control}
      name="currencies"
      render={({ field }) => (
        <fieldset className="flex max-h-44 flex-wrap gap-x-6 gap-y-2 overflow-y-auto">
          <legend className="mb-2 text-sm font-medium">{w.currencies}</legend>
          {(known?.map((one) => one.code) ?? field.value).map((code) => (
            <Check
              key={code}
              label={code}
              checked={field.value.includes(code)}
              onChange={(event) =>
                field.onChange(
                  event.currentTarget.checked
                    ? [...field.value, code]
                    : field.value.filter((one: string) => one !== code),
                )
              }
            />
          ))}
        </fieldset>
      )}
    />
  );
}

const TONES: Record<"fresh" | "stale" | "aside" | "failing", Tone> = {
  fresh: "green",
  stale: "amber",
  aside: "amber",
  failing: "red",
};

/** What each source says now, in the order they are asked. */
export function RateSources({ currency }: { readonly currency: string }) {
  const { when } = useFormats();
  const { network } = useStore();
  const quote = currency === "KAS" ? "USD" : currency;
  const rates = useQuery(
    useTRPC().market.rates.queryOptions({ quote, network }, { refetchInterval: 30_000 }),
  ).data;
  if (rates === undefined) return null;
  return (
    <Card
      title={w.source}
      hint={rates.rate === null ? w.noRate : w.used(`${rates.rate} ${quote}`, rates.source ?? "–")}
      flush
    >
      <Table
        caption={w.source}
        columns={[
          { id: "name", title: w.source },
          { id: "rate", title: w.rate, align: "end" },
          { id: "state", title: w.state },
          { id: "age", title: w.age, align: "end", wide: true },
        ]}
      >
        {rates.sources.map((source) => (
          <Row key={source.name}>
            <Cell>{source.name}</Cell>
            <Cell end className="num">
              {source.rate ?? "–"}
            </Cell>
            <Cell>
              <Badge tone={TONES[source.state]} label={w.states[source.state]} />
            </Cell>
            <Cell end wide className="text-sm text-ink-3">
              {source.fetchedAt === null ? "–" : <TimeText {...when(source.fetchedAt)} />}
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  );
}
