// Light, dark and the merchant's accent, without a single style attribute in a template.

/** Marks the host with the scheme in force and follows the system while `theme` is `auto`. Returns the stopper. */
export function followScheme(host: HTMLElement & { theme: string }): () => void {
  const query = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const dark = host.theme === "dark" || (host.theme !== "light" && query.matches);
    host.setAttribute("data-scheme", dark ? "dark" : "light");
  };
  apply();
  query.addEventListener("change", apply);
  return () => query.removeEventListener("change", apply);
}

const HEX = /^#[0-9a-f]{6}$/i;

/** The store's accent colour applies unless the page sets one; its text colour is chosen by contrast. */
export function applyAccent(host: HTMLElement, accent: string | null): void {
  if (!accent || !HEX.test(accent)) return;
  if (getComputedStyle(host).getPropertyValue("--kp-color-accent").trim() !== "" && !host.style.length)
    return;
  host.style.setProperty("--kp-color-accent", accent);
  host.style.setProperty("--kp-color-accent-text", textOn(accent));
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
