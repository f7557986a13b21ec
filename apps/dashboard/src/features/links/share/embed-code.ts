/** What a site owner pastes, one text per way of embedding. */
export interface EmbedSource {
  /** Address of the link's page, on the gateway's public URL. */
  readonly url: string;
  readonly slug: string;
  readonly title: string;
  readonly version: string;
  /** `sha384-…` of the versioned script; null while it is being read. */
  readonly integrity: string | null;
}

const attribute = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export function embedCodes({ url, slug, title, version, integrity }: EmbedSource) {
  const origin = new URL(url).origin;
  const element = `<kaspa-pay link="${attribute(slug)}"></kaspa-pay>`;
  return {
    script: `<script src="${origin}/widget/v1/kaspa-pay.js" async></script>\n${element}`,
    sri:
      integrity === null
        ? null
        : `<script src="${origin}/widget/${version}/kaspa-pay.js"\n  integrity="${integrity}"\n  crossorigin="anonymous" async></script>\n${element}`,
    react: `import { useEffect } from "react";

export function KaspaPay() {
  useEffect(() => {
    if (customElements.get("kaspa-pay")) return;
    const script = document.createElement("script");
    script.src = "${origin}/widget/v1/kaspa-pay.js";
    script.async = true;
    document.head.append(script);
  }, []);
  return <kaspa-pay link=${JSON.stringify(slug)} />;
}`,
    iframe: `<iframe src="${attribute(url)}" title="${attribute(title)}"\n  width="420" height="640" loading="lazy" referrerpolicy="no-referrer"></iframe>`,
    plain: `<a href="${attribute(url)}">${attribute(title)}</a>`,
  };
}
