import type { Link as PaymentLink, PublicPayment } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { useWatch } from "react-hook-form";
import { CheckoutElement } from "../../../shared/checkout-preview/checkout-element.tsx";
import { useShownTheme } from "../../../shared/preferences.ts";
import { useStore } from "../../../shared/store-context.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { linkWords as w } from "../messages.ts";
import { Choice } from "../../../ui/choice.tsx";
import { cx } from "../../../ui/cx.ts";
import { EMPTY, type LinkFields } from "./link-form.ts";
import { PREVIEW_STATES, type PreviewState, previewPayment } from "../../../shared/checkout-preview/preview-payment.ts";

/** The checkout as the payer will see it, while the form is edited; state, theme and width can be chosen. */
export function LinkPreview({ link }: { readonly link: PaymentLink | null }) {
  const [state, setState] = useState<PreviewState>("waiting");
  const [theme, setTheme] = useState<"light" | "dark">(useShownTheme());
  const [narrow, setNarrow] = useState(false);
  const payment = usePreviewPayment(useWatch<LinkFields>() as LinkFields, state);
  return (
    <aside aria-label={w.preview} className="grid grid-cols-[minmax(0,1fr)] gap-3 lg:sticky lg:top-24">
      <header>
        <h2 className="text-base font-semibold">{w.preview}</h2>
        <p className="text-sm text-ink-3">{w.previewHint}</p>
      </header>
      <Choice
        label={w.previewState}
        value={state}
        options={PREVIEW_STATES.map((one) => [one, w.previewStates[one]])}
        onChange={setState}
      />
      <div
        className={cx(
          "rounded-2xl border border-line p-4",
          theme === "dark" ? "scheme-dark bg-[#0a1110]" : "scheme-light bg-[#eef2f0]",
        )}
      >
        <div className={cx("mx-auto transition-[max-width]", narrow ? "max-w-72" : "max-w-96")}>
          <CheckoutElement
            key={link?.id ?? "new"}
            view={state}
            payment={payment}
            theme={theme}
            missing={w.previewMissing}
          />
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Choice
          label={w.previewTheme}
          value={theme}
          options={[
            ["light", "Light"],
            ["dark", "Dark"],
          ]}
          onChange={setTheme}
        />
        <Choice
          label={w.previewWidth}
          value={narrow ? "narrow" : "wide"}
          options={[
            ["wide", w.wide],
            ["narrow", w.narrow],
          ]}
          onChange={(width) => setNarrow(width === "narrow")}
        />
      </div>
    </aside>
  );
}

/** Only the element, for a form with a few of the fields. */
export interface PreviewBoxProps {
  readonly fields: Partial<LinkFields>;
  /** Branding that is not saved yet. */
  readonly store?: Partial<PublicPayment["store"]>;
}

export function PreviewBox({ fields, store = {} }: PreviewBoxProps) {
  const theme = useShownTheme();
  const made = usePreviewPayment({ ...EMPTY, ...fields }, "waiting");
  const looks = JSON.stringify(store);
  const payment = useMemo(
    () => ({ ...made, store: { ...made.store, ...(JSON.parse(looks) as PreviewBoxProps["store"]) } }),
    [made, looks],
  );
  return (
    <div className="rounded-2xl border border-line bg-sunken p-4">
      <CheckoutElement view="waiting" payment={payment} theme={theme} missing={w.previewMissing} />
    </div>
  );
}

function usePreviewPayment(typed: LinkFields, state: PreviewState) {
  const trpc = useTRPC();
  const store = useStore();
  // Compared by content: a form hands out a new object at each render.
  const text = useDeferredValue(JSON.stringify(typed));
  const fields = useMemo(() => JSON.parse(text) as LinkFields, [text]);
  const [now] = useState(Date.now);
  const settings = useQuery(trpc.settings.get.queryOptions()).data;
  const { currency } = fields;
  const rate = useQuery(
    trpc.market.price.queryOptions(
      { currency, network: store.network },
      { enabled: currency !== "KAS", staleTime: 30_000 },
    ),
  ).data?.rate;
  const minorDigits =
    useQuery(trpc.market.serverInfo.queryOptions(undefined, { staleTime: 600_000 })).data?.currencies.find(
      (one) => one.code === currency,
    )?.minorDigits ?? 2;
  return useMemo(
    () =>
      previewPayment(fields, state, {
        settings,
        storeName: settings?.storeName ?? store.name,
        network: store.network,
        rate: rate ?? null,
        minorDigits,
        now,
      }),
    [fields, state, settings, store, rate, minorDigits, now],
  );
}
