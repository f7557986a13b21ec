import { CircleAlert, CircleCheck, CircleDot, TriangleAlert } from "lucide-react";
import { Badge } from "../../ui/badge.tsx";

/** Status of an answer: what was refused and what failed differ by icon and colour. */
export function StatusBadge({ status }: { readonly status: number }) {
  const label = String(status);
  if (status >= 500) return <Badge tone="red" icon={CircleAlert} label={label} />;
  if (status >= 400) return <Badge tone="amber" icon={TriangleAlert} label={label} />;
  if (status >= 300) return <Badge tone="blue" icon={CircleDot} label={label} />;
  return <Badge tone="green" icon={CircleCheck} label={label} />;
}
