import type { Link as PaymentLink } from "@kaspa-pay/api-contract";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { CheckoutElement } from "../../../shared/checkout-preview/checkout-element.tsx";
import { PREVIEW_STATES, type PreviewState } from "../../../shared/checkout-preview/preview-payment.ts";
import { usePreviewPayment } from "../../../shared/checkout-preview/use-preview-payment.ts";
import { useShownTheme } from "../../../shared/preferences.ts";
import { Choice } from "../../../ui/choice.tsx";
import { cx } from "../../../ui/cx.ts";
import { linkMessages as m } from "../messages.ts";
import type { LinkFields } from "./link-form.ts";

/** The checkout as the payer will see it, while the form is edited; state, theme and width can be chosen. */
export function LinkPreview({ link }: { readonly link: PaymentLink | null }) {
  const [state, setState] = useState<PreviewState>("waiting");
  const [theme, setTheme] = useState<"light" | "dark">(useShownTheme());
  const [narrow, setNarrow] = useState(false);
  const payment = usePreviewPayment(useWatch<LinkFields>() as LinkFields, state);
  return (
    <aside aria-label={m.preview} className="grid grid-cols-[minmax(0,1fr)] gap-3 lg:sticky lg:top-24">
      <header>
        <h2 className="text-base font-semibold">{m.preview}</h2>
        <p className="text-sm text-ink-3">{m.previewHint}</p>
      </header>
      <Choice
        label={m.previewState}
        value={state}
        options={PREVIEW_STATES.map((previewState) => [previewState, m.previewStates[previewState]])}
        onChange={setState}
      />
      <div
        className={cx(
          "rounded-2xl border border-line p-4",
          theme === "dark" ? "scheme-dark bg-[#0a1110]" : "scheme-light bg-[#eef2f0]",
        )}
      >
        <div className={cx("mx-auto transition-[max-width]", narrow ? "max-w-72" : "max-w-96")}>
          <CheckoutElement key={link?.id ?? "new"} view={state} payment={payment} theme={theme} />
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Choice
          label={m.previewTheme}
          value={theme}
          options={[
            ["light", "Light"],
            ["dark", "Dark"],
          ]}
          onChange={setTheme}
        />
        <Choice
          label={m.previewWidth}
          value={narrow ? "narrow" : "wide"}
          options={[
            ["wide", m.wide],
            ["narrow", m.narrow],
          ]}
          onChange={(width) => setNarrow(width === "narrow")}
        />
      </div>
    </aside>
  );
}
