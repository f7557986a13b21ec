import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { errorCodes, errorTable, eventAliases, eventCatalogue, Refused } from "@kaspa-pay/api-contract";
import type { RequestHandler, Router } from "express";
import { escapeHtml, markdownToHtml } from "./markdown.ts";

const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const NAME = /^[a-z0-9-]+$/;

interface Guide {
  readonly name: string;
  readonly title: string;
  readonly markdown: string;
}

/** `/docs`, `/docs/<guide>` and its `.md` twin, `/docs/errors`, `/docs/events`, `/llms.txt`. */
export function mountGuides(router: Router, folder: string | null): void {
  const list = async (): Promise<Guide[]> => [...(await readGuides(folder)), errorsGuide(), eventsGuide()];
  const headers: RequestHandler = (_req, res, next) => {
    res.set({ "Content-Security-Policy": CSP, "X-Frame-Options": "DENY", "Cache-Control": "no-cache" });
    next();
  };
  router.get("/docs/style.css", (_req, res) => void res.type("text/css").send(STYLE));
  router.get("/docs", headers, async (_req, res) => {
    res.type("html").send(page("Documentation", index(await list())));
  });
  router.get("/docs/:name", headers, async (req, res) => {
    const asked = String(req.params.name);
    const plain = asked.endsWith(".md");
    const name = plain ? asked.slice(0, -3) : asked;
    const guide = NAME.test(name) ? (await list()).find((one) => one.name === name) : undefined;
    if (guide === undefined) throw new Refused("not_found", "There is no such page");
    if (plain) res.type("text/markdown").send(guide.markdown);
    else res.type("html").send(page(guide.title, markdownToHtml(guide.markdown)));
  });
  router.get("/llms.txt", async (_req, res) => {
    const lines = (await list()).map((guide) => `- [${guide.title}](/docs/${guide.name}.md)`);
    res.type("text/plain").send(`# kaspa-pay\n\n${lines.join("\n")}\n- [OpenAPI](/openapi.json)\n`);
  });
  router.get("/llms-full.txt", async (_req, res) => {
    res.type("text/plain").send((await list()).map((guide) => guide.markdown).join("\n\n"));
  });
}

async function readGuides(folder: string | null): Promise<Guide[]> {
  if (folder === null) return [];
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md")).sort();
  return Promise.all(
    files.map(async (file) => {
      const markdown = await readFile(join(folder, file), "utf8");
      const name = file.slice(0, -3).replace(/^\d+-/, "");
      return { name, markdown, title: /^# (.+)$/m.exec(markdown)?.[1] ?? name };
    }),
  );
}

function errorsGuide(): Guide {
  const rows = errorCodes.map((code) => {
    const { status, cause, cure } = errorTable[code];
    return `| \`${code}\` | ${status} | ${cause} | ${cure} |`;
  });
  const markdown = `# Errors\n\nThe closed table of error codes.\n\n| code | status | cause | cure |\n|---|---|---|---|\n${rows.join("\n")}\n`;
  return { name: "errors", title: "Errors", markdown };
}

function eventsGuide(): Guide {
  const rows = eventCatalogue.map((event) => `| \`${event.name}\` | ${event.description} |`);
  const aliases = Object.entries(eventAliases).map(
    ([alias, name]) => `| \`${alias}\` | Another name of \`${name}\`. |`,
  );
  const markdown = `# Events\n\nWhat webhooks carry.\n\n| event | meaning |\n|---|---|\n${[...rows, ...aliases].join("\n")}\n`;
  return { name: "events", title: "Events", markdown };
}

function index(guides: readonly Guide[]): string {
  const links = guides.map(
    (guide) => `<li><a href="/docs/${guide.name}">${escapeHtml(guide.title)}</a></li>`,
  );
  return `<h1>Documentation</h1><ul>${links.join("")}<li><a href="/docs/api/">API reference</a></li></ul>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · kaspa-pay</title><link rel="stylesheet" href="/docs/style.css"></head>
<body><a class="skip" href="#content">Skip to content</a>
<header><nav aria-label="Documentation"><a href="/docs">Documentation</a> <a href="/docs/api/">API reference</a> <a href="/app">Dashboard</a></nav></header>
<main id="content">${body}</main></body></html>
`;
}

const STYLE = `:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 52rem; padding: 1rem; font: 1rem/1.6 system-ui, sans-serif; }
nav a { margin-right: 1rem; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid #8884; border-radius: 0.5rem; }
code { font-family: ui-monospace, monospace; font-size: 0.9em; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #8884; padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
@media print { nav, .skip { display: none; } }
`;
