// The merchant's accent colour, set as a property: no template has a style attribute.

const HEX = /^#[0-9a-f]{6}$/i;

/** The store's accent colour applies unless the page sets one; the colour of text on it is chosen by contrast. */
export function applyAccent(host: HTMLElement, storeAccent: string | null | undefined): void {
  const accent = getComputedStyle(host).getPropertyValue("--kp-color-accent").trim() || storeAccent;
  if (!accent || !HEX.test(accent)) return;
  host.style.setProperty("--_store", accent);
  host.style.setProperty("--_on-store", textOn(accent));
}

/** Black or white, whichever has the higher WCAG contrast on the colour (`#rrggbb`). */
export function textOn(color: string): "#000" | "#fff" {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (luminance + 0.05) ** 2 > 1.05 * 0.05 ? "#000" : "#fff";
}
