import type { Settings } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Controller, useFormContext } from "react-hook-form";
import { typedAmount } from "../../lib/format/money-text.ts";
import { numberOf } from "../../lib/forms/schema-resolver.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { RateSourcesTable } from "../../shared/rate-sources-table.tsx";
import { useStore } from "../../shared/store-context.ts";
import { storeRateOf } from "../../shared/store-rate.ts";
import { Card } from "../../ui/card.tsx";
import { Check } from "../../ui/field.tsx";
import { settingsMessages as m } from "./messages.ts";
import { NumberField, trimZeros } from "./payment-rules.tsx";
import { Section } from "./section.tsx";

export function RatesSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section
      title={m.rates}
      hint={m.ratesHint}
      values={{
        currencies: settings.currencies as string[],
        quoteLifeMinutes: String(settings.quoteLifeMinutes),
        spreadPercent: trimZeros(settings.spreadPercent),
      }}
      toInput={(values) => ({
        currencies: values.currencies,
        quoteLifeMinutes: numberOf(values.quoteLifeMinutes),
        spreadPercent: typedAmount(values.spreadPercent),
      })}
    >
      <CurrencyChecks />
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField name="quoteLifeMinutes" label={m.quoteLife} />
        <NumberField name="spreadPercent" label={m.spread} hint={m.spreadHint} />
      </div>
    </Section>
  );
}

/** A field for each currency that the store prices in. */
export function FixedRateSection({ settings }: { readonly settings: Settings }) {
  const fiat = settings.currencies.filter((currency) => currency !== "KAS");
  if (fiat.length === 0) return null;
  return (
    <Section
      // Other currencies are other fields.
      key={fiat.join()}
      title={m.fixedRates}
      hint={m.fixedRatesHint}
      values={Object.fromEntries(fiat.map((currency) => [currency, settings.fixedRate[currency] ?? ""]))}
      toInput={(values) => ({ fixedRate: ratesOf(settings.fixedRate, values) })}
      fieldOf={(path) => path.replace("fixedRate.", "")}
    >
      <div className="grid gap-5 sm:grid-cols-3">
        {fiat.map((currency) => (
          <NumberField key={currency} name={currency} label={m.perKas(currency)} />
        ))}
      </div>
    </Section>
  );
}

/** The whole map again: rates of currencies that have no field stay. */
function ratesOf(old: Settings["fixedRate"], typed: Readonly<Record<string, string>>) {
  const all = { ...old, ...typed };
  return Object.fromEntries(
    Object.entries(all).flatMap(([currency, rate]) => (rate === "" ? [] : [[currency, typedAmount(rate)]])),
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
        <fieldset className="flex flex-wrap gap-x-6 gap-y-2">
          <legend className="mb-2 text-sm font-medium">{m.currencies}</legend>
          {(known?.map((currency) => currency.code) ?? field.value).map((code) => (
            <Check
              key={code}
              label={code}
              checked={field.value.includes(code)}
              onChange={(event) =>
                field.onChange(
                  event.currentTarget.checked
                    ? [...field.value, code]
                    : field.value.filter((chosen: string) => chosen !== code),
                )
              }
            />
          ))}
        </fieldset>
      )}
    />
  );
}

/** What each source says now, in the order they are asked. */
export function RateSources({ settings }: { readonly settings: Settings }) {
  const store = useStore();
  const { network } = store;
  const quote = settings.currency === "KAS" ? "USD" : settings.currency;
  const rates = useQuery(
    useTRPC().market.rates.queryOptions({ quote, network }, { refetchInterval: 30_000 }),
  ).data;
  if (rates === undefined) return null;
  const { rate, source } = rates;
  const answered = rate === null ? null : { rate, source: source ?? "–" };
  const used = storeRateOf(store, settings, quote, answered);
  return (
    <Card
      title={m.source}
      hint={used === null ? m.noRate : m.used(`${used.rate} ${quote}`, used.source)}
      flush
    >
      <RateSourcesTable caption={m.source} sources={rates.sources} />
    </Card>
  );
}
