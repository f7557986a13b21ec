// Layout of the guides: a list of pages beside the text, as plain HTML with one style sheet.
import { escapeHtml } from "./markdown.ts";

export interface PageName {
  readonly name: string;
  readonly title: string;
}

export interface FramedPage extends PageName {
  /** Finished HTML. */
  readonly body: string;
  readonly previous?: PageName | undefined;
  readonly next?: PageName | undefined;
}

const LOGO = `<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="9" fill="#0b7a6c"/><path d="M11 8v16M21 9l-9 7 9 7" fill="none" stroke="#49eacb" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

const link = (page: PageName, current: string): string =>
  `<li><a href="/docs/${page.name}"${page.name === current ? ' aria-current="page"' : ""}>${escapeHtml(page.title)}</a></li>`;

/** One page of the guides; `pages` is the list beside it. */
export function framed(page: FramedPage, pages: readonly PageName[]): string {
  const steps = [
    page.previous &&
      `<a rel="prev" href="/docs/${page.previous.name}">← ${escapeHtml(page.previous.title)}</a>`,
    page.next && `<a rel="next" href="/docs/${page.next.name}">${escapeHtml(page.next.title)} →</a>`,
  ].filter(Boolean);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)} · kaspa-pay</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/docs/style.css"></head>
<body><a class="skip" href="#content">Skip to content</a>
<header><a class="brand" href="/docs">${LOGO}<span>kaspa-pay docs</span></a>
<nav aria-label="Main"><a href="/docs/api/">API reference</a><a href="/app">Dashboard</a></nav></header>
<div class="columns">
<nav class="pages" aria-label="Documentation"><details open><summary>All pages</summary><ul>${pages.map((name) => link(name, page.name)).join("")}</ul></details></nav>
<main id="content">${page.body}${steps.length > 0 ? `<nav class="steps" aria-label="Neighbours">${steps.join("")}</nav>` : ""}</main>
</div></body></html>
`;
}

/** The style sheet of the guides, served as /docs/style.css. */
export const GUIDE_STYLES = `
:root { color-scheme: light dark; --bg: #fff; --soft: #f3f7f6; --text: #13201d; --muted: #566660; --line: #dbe4e1; --accent: #0b7a6c; --code: #f3f7f6; }
@media (prefers-color-scheme: dark) { :root { --bg: #0c1513; --soft: #14201d; --text: #eef5f3; --muted: #a3b5af; --line: #2c3d38; --accent: #49eacb; --code: #14201d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 16px/1.65 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: break-word; }
a { color: var(--accent); text-underline-offset: 3px; }
header { position: sticky; top: 0; z-index: 1; display: flex; justify-content: space-between; align-items: center; gap: 16px; padding: 12px 24px; background: var(--bg); border-bottom: 1px solid var(--line); }
header a { display: inline-flex; align-items: center; min-height: 32px; gap: 10px; color: var(--text); text-decoration: none; }
header nav { display: flex; gap: 20px; font-size: 15px; }
header nav a:hover { color: var(--accent); }
.brand { font-weight: 700; }
.columns { display: grid; grid-template-columns: 250px minmax(0, 760px); gap: 48px; max-width: 1120px; margin: 0 auto; padding: 0 24px; }
.pages { position: sticky; top: 57px; align-self: start; max-height: calc(100vh - 57px); overflow: auto; padding: 28px 0; font-size: 15px; }
.pages summary { display: none; }
.pages ul { list-style: none; margin: 0; padding: 0; }
.pages a { display: block; padding: 6px 12px; border-radius: 8px; color: var(--muted); text-decoration: none; }
.pages a:hover { color: var(--text); background: var(--soft); }
.pages [aria-current] { color: var(--text); background: var(--soft); font-weight: 600; }
main { padding: 32px 0 80px; }
h1 { margin: 0 0 16px; font-size: 34px; line-height: 1.15; letter-spacing: -.02em; text-wrap: balance; }
h2 { margin: 44px 0 12px; padding-top: 8px; font-size: 23px; line-height: 1.25; letter-spacing: -.01em; }
h3 { margin: 28px 0 8px; font-size: 18px; }
p, ul, ol, pre, table { margin: 0 0 16px; }
li { margin: 4px 0; }
code { padding: 2px 5px; border-radius: 5px; background: var(--code); font: 13.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { overflow-x: auto; padding: 16px 18px; border: 1px solid var(--line); border-radius: 12px; background: var(--code); }
pre code { padding: 0; background: none; }
table { display: block; overflow-x: auto; border-collapse: collapse; font-size: 15px; }
th { color: var(--muted); font-size: 13px; font-weight: 600; }
th, td { padding: 9px 16px 9px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
blockquote { margin: 0 0 16px; padding: 12px 18px; border-left: 3px solid var(--accent); border-radius: 0 10px 10px 0; background: var(--soft); }
.lead { color: var(--muted); font-size: 19px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr)); gap: 16px; padding: 0; list-style: none; }
.cards a { display: block; height: 100%; padding: 18px 20px; border: 1px solid var(--line); border-radius: 14px; color: inherit; text-decoration: none; }
.cards a:hover { border-color: var(--accent); }
.cards strong { display: block; margin-bottom: 4px; }
.cards span { display: block; color: var(--muted); font-size: 14.5px; line-height: 1.5; }
.steps { display: flex; justify-content: space-between; gap: 16px; margin-top: 48px; padding-top: 20px; border-top: 1px solid var(--line); }
.steps [rel="next"] { margin-left: auto; text-align: right; }
:focus-visible { outline: 3px solid #1a6fd6; outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 16px; top: 8px; z-index: 2; padding: 8px 14px; background: var(--bg); }
@media (max-width: 860px) { .columns { grid-template-columns: minmax(0, 1fr); gap: 0; padding: 0 18px; } header { padding: 10px 18px; } .pages { position: static; max-height: none; padding: 16px 0 0; } .pages ul { columns: 2; } main { padding-top: 20px; } h1 { font-size: 28px; } }
@media print { header, .pages, .steps, .skip { display: none; } .columns { display: block; max-width: none; } body { background: #fff; color: #000; } }
`;
