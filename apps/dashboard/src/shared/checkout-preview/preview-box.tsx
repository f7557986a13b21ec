import type { PublicPayment } from "@kaspa-pay/api-contract";
import { useMemo } from "react";
import { useShownTheme } from "../preferences.ts";
import { CheckoutElement } from "./checkout-element.tsx";
import type { PreviewFields } from "./preview-payment.ts";
import { usePreviewPayment } from "./use-preview-payment.ts";

const EMPTY: PreviewFields = {
  title: "",
  description: "",
  openAmount: false,
  amount: "",
  currency: "KAS",
  surchargePercent: "",
  min: "",
  expiryMinutes: "30",
  items: [],
  successMessage: "",
};

export interface PreviewBoxProps {
  readonly fields: Partial<PreviewFields>;
  /** Branding that is not saved yet. */
  readonly store?: Partial<PublicPayment["store"]>;
}

/** The checkout element alone, for a form with a few of the fields. */
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
      <CheckoutElement view="waiting" payment={payment} theme={theme} />
    </div>
  );
}
