// HTML in which every value is escaped.

/** A piece of finished HTML. Only `html` and `raw` make one. */
export interface Markup {
  readonly markup: string;
}

export type Content = Markup | string | number | null | undefined | false | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (found) => ESCAPES[found] ?? found);

function render(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (typeof content === "string" || typeof content === "number") return escapeText(String(content));
  if ("markup" in content) return content.markup;
  return content.map(render).join("");
}

/** Values are escaped, lists are joined, null and false are left out. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { markup: strings.reduce((text, part, at) => text + render(values[at - 1]) + part) };
}

/** JSON as the content of a data block: `<` escaped, so that no text can end the block. */
export const jsonBlock = (value: unknown): Markup => ({
  markup: `<script type="application/json">${JSON.stringify(value).replace(/</g, "\\u003c")}</script>`,
});
