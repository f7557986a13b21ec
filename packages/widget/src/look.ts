// The merchant's accent colour, set as a property: no style attribute stands in any template.

const ACCENT = "--kp-color-accent";
const HEX = /^#[0-9a-f]{6}$/i;

/** The store's accent colour applies unless the page sets one; its text colour is chosen by contrast. */
export function applyAccent(host: HTMLElement, accent: string | null): void {
  if (!accent || !HEX.test(accent)) return;
  if (getComputedStyle(host).getPropertyValue("--kp-color-accent").trim() !== "" && !host.style.length)
    return;
  host.style.setProperty(ACCENT, accent);
  host.style.setProperty(`${ACCENT}-text`, textOn(accent));
}

/** Black or white, whichever has the higher WCAG contrast on the colour (`#rrggbb`). */
export function textOn(color: string): "#000000" | "#ffffff" {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? "#000000" : "#ffffff";
}
