// The part of Markdown that our guides use: headings, paragraphs, lists, tables, fenced code, links, emphasis. All text
// is escaped first, so a guide can hold no HTML of its own.

/** Text for HTML content and double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** HTML of a guide. */
export function markdownToHtml(markdown: string): string {
  const lines = markdown.replace(/\r\n/g, "\n").split("\n");
  const html: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const block = readBlock(lines, at);
    if (block.html !== "") html.push(block.html);
    at = block.next;
  }
  return html.join("\n");
}

interface Block {
  readonly html: string;
  readonly next: number;
}

function readBlock(lines: readonly string[], at: number): Block {
  const line = lines[at] ?? "";
  if (line.trim() === "") return { html: "", next: at + 1 };
  if (line.startsWith("```")) return code(lines, at);
  const heading = /^(#{1,6}) (.+)$/.exec(line);
  if (heading !== null) return headingBlock(heading[1] ?? "#", heading[2] ?? "", at);
  if (line.startsWith("|")) return table(lines, at);
  if (/^[-*] /.test(line)) return list(lines, at, /^[-*] /, "ul");
  if (/^\d+\. /.test(line)) return list(lines, at, /^\d+\. /, "ol");
  const end = until(lines, at, (text) => text.trim() === "" || /^(#|```|\||[-*] |\d+\. )/.test(text));
  const next = Math.max(end, at + 1);
  return { html: `<p>${inline(lines.slice(at, next).join(" "))}</p>`, next };
}

function headingBlock(hashes: string, text: string, at: number): Block {
  const id = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const tag = `h${hashes.length}`;
  return { html: `<${tag} id="${id}">${inline(text)}</${tag}>`, next: at + 1 };
}

function code(lines: readonly string[], at: number): Block {
  const end = until(lines, at + 1, (text) => text.startsWith("```"));
  const body = lines.slice(at + 1, end).join("\n");
  return { html: `<pre tabindex="0"><code>${escapeHtml(body)}</code></pre>`, next: end + 1 };
}

function list(lines: readonly string[], at: number, bullet: RegExp, tag: "ul" | "ol"): Block {
  const end = until(lines, at, (text) => !bullet.test(text) && !/^\s{2,}\S/.test(text));
  const items: string[] = [];
  for (const line of lines.slice(at, end)) {
    if (bullet.test(line)) items.push(line.replace(bullet, ""));
    else items[items.length - 1] = `${items.at(-1) ?? ""} ${line.trim()}`;
  }
  return { html: `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join("")}</${tag}>`, next: end };
}

function table(lines: readonly string[], at: number): Block {
  const end = until(lines, at, (text) => !text.startsWith("|"));
  const [head = [], , ...rows] = lines.slice(at, end).map(cells);
  const headHtml = head.map((cell) => `<th scope="col">${inline(cell)}</th>`).join("");
  const rowsHtml = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join("")}</tr>`)
    .join("");
  return { html: `<table><thead><tr>${headHtml}</tr></thead><tbody>${rowsHtml}</tbody></table>`, next: end };
}

function cells(line: string): string[] {
  const inner = line.trim().replace(/^\||\|$/g, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function until(lines: readonly string[], from: number, stop: (line: string) => boolean): number {
  for (let at = from; at < lines.length; at++) if (stop(lines[at] ?? "")) return at;
  return lines.length;
}

/** Stands around the number of a piece of code while the text around it is formatted; no guide holds it. */
const HELD = "\uE000";
const HELD_CODE = new RegExp(`${HELD}(\\d+)${HELD}`, "g");

function inline(text: string): string {
  // Code is taken out first, so that nothing inside it is taken for emphasis or a link, while emphasis may hold code.
  const codes: string[] = [];
  const held = text.replace(/`([^`]+)`/g, (_all, code: string) => `${HELD}${codes.push(code) - 1}${HELD}`);
  return phrase(held).replace(
    HELD_CODE,
    (_all, at: string) => `<code>${escapeHtml(codes[Number(at)] ?? "")}</code>`,
  );
}

function phrase(text: string): string {
  return escapeHtml(text)
    .replace(/\[([^\]]+)\]\(((?:https?:\/\/|\/|#|\.\/)[^)\s]*|[a-z0-9-]+(?:\.md)?(?:#[^)\s]*)?)\)/g, link)
    .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
    .replace(/(?<![\w*])\*([^*]+)\*(?![\w*])/g, "<em>$1</em>");
}

function link(_all: string, label: string, target: string): string {
  const href = /^(https?:|\/|#)/.test(target)
    ? target
    : `/docs/${target.replace(/^(\.\/)?(\d+-)?/, "").replace(/\.md(?=#|$)/, "")}`;
  return `<a href="${href}">${label}</a>`;
}
