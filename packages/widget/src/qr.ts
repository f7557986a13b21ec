// Draws a QR code as one SVG path: level M, no logo (a logo would force a higher level).
import { correction, generate } from "lean-qr/nano";

const QUIET_ZONE = 4;

/** Path data of the dark modules and the side length in modules, quiet zone of 4 included. */
export function qrPath(content: string): { readonly path: string; readonly size: number } {
  const code = generate(content, { minCorrectionLevel: correction.M });
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.get(x, y)) path += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z`;
    }
  }
  return { path, size: code.size + 2 * QUIET_ZONE };
}
