import { encode } from "uqr";
import { cx } from "./cx.ts";

const QUIET = 4;

/** The modules as one path, with the quiet zone that scanners need. */
export function qrPath(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  let path = "";
  for (const [y, row] of data.entries()) {
    for (const [x, dark] of row.entries()) if (dark) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  return { path, size: size + 2 * QUIET };
}

export interface QrCodeProps {
  readonly text: string;
  /** What the code holds, for people who do not see it. */
  readonly label: string;
  readonly className?: string;
}

/** Black on white in both themes: many scanners read nothing else. */
export function QrCode({ text, label, className = "size-48" }: QrCodeProps) {
  const { path, size } = qrPath(text);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={cx("rounded-xl border border-line bg-white", className)}
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
