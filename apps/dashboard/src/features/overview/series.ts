import type { Overview } from "@kaspa-pay/api-contract";
import { useFormats } from "../../lib/format/formats.ts";

export type Series = Overview["series"];

/** Names a bar: its day, or its hour, in the store's zone. */
export function useLabel(hours: boolean): (iso: string) => string {
  const { zone } = useFormats();
  const format = new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    ...(hours ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short" }),
  });
  return (iso) => format.format(Date.parse(iso));
}

export interface SeriesProps {
  readonly series: Series;
  readonly hours: boolean;
}
