import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../store-context.ts";
import { storeRateOf } from "../store-rate.ts";
import { type PreviewFields, type PreviewState, previewPayment } from "./preview-payment.ts";

/** The payment that the checkout element shows for what is typed. */
export function usePreviewPayment(typed: PreviewFields, state: PreviewState) {
  const trpc = useTRPC();
  const store = useStore();
  // Compared by content: a form hands out a new object at each render.
  const text = useDeferredValue(JSON.stringify(typed));
  const fields = useMemo(() => JSON.parse(text) as PreviewFields, [text]);
  const [now] = useState(Date.now);
  const settings = useQuery(trpc.settings.get.queryOptions()).data;
  const { currency } = fields;
  const answered = useQuery(
    trpc.market.price.queryOptions(
      { currency, network: store.network },
      { enabled: currency !== "KAS", staleTime: 30_000 },
    ),
  ).data;
  const rate = storeRateOf(store, settings, currency, answered ?? null)?.rate ?? null;
  const minorDigits =
    useQuery(trpc.market.serverInfo.queryOptions(undefined, { staleTime: 600_000 })).data?.currencies.find(
      (entry) => entry.code === currency,
    )?.minorDigits ?? 2;
  return useMemo(
    () =>
      previewPayment(fields, state, {
        settings,
        storeName: settings?.storeName ?? store.name,
        network: store.network,
        rate,
        minorDigits,
        now,
      }),
    [fields, state, settings, store, rate, minorDigits, now],
  );
}
