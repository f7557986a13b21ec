import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  ApiError,
  errorCodes,
  errorTable,
  eventAliases,
  eventCatalogue,
  ORDER_RULE,
  RECEIVER_RULE,
  SEQUENCE_RULE,
  WILDCARD_RULE,
} from "@kaspa-pay/api-contract";
import type { RequestHandler, Router } from "express";
import { framed, GUIDE_STYLES } from "./frame.ts";
import { escapeHtml, markdownToHtml } from "./markdown.ts";

const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const NAME = /^[a-z0-9-]+$/;
const SUMMARY_CHARS = 120;

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
  router.get("/docs/style.css", (_req, res) => void res.type("text/css").send(GUIDE_STYLES));
  router.get("/docs", headers, async (_req, res) => {
    const guides = await list();
    res.type("html").send(framed({ name: "", title: "Documentation", body: index(guides) }, guides));
  });
  router.get("/docs/:name", headers, async (req, res) => {
    const asked = String(req.params.name);
    const plain = asked.endsWith(".md");
    const name = plain ? asked.slice(0, -3) : asked;
    const guides = await list();
    const guide = NAME.test(name) ? guides.find((guide) => guide.name === name) : undefined;
    if (guide === undefined) throw new ApiError("not_found", "There is no such page");
    if (plain) res.type("text/markdown").send(servedMarkdown(guide.markdown));
    else res.type("html").send(guidePage(guide, guides));
  });
  router.get("/llms.txt", async (_req, res) => {
    const lines = (await list()).map((guide) => `- [${guide.title}](/docs/${guide.name}.md)`);
    res.type("text/plain").send(`# kaspa-pay\n\n${lines.join("\n")}\n- [OpenAPI](/openapi.json)\n`);
  });
  router.get("/llms-full.txt", async (_req, res) => {
    res.type("text/plain").send((await list()).map((guide) => servedMarkdown(guide.markdown)).join("\n\n"));
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

/** Links between guides name files of the repository; here they lead to the pages that are served. */
function servedMarkdown(markdown: string): string {
  return markdown.replace(/\]\((?:\.\/)?(?:\d+-)?([a-z0-9-]+)\.md(#[^)\s]*)?\)/g, "](/docs/$1.md$2)");
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
  const rules = [ORDER_RULE, RECEIVER_RULE, SEQUENCE_RULE, WILDCARD_RULE].join("\n\n");
  const markdown = `# Events\n\nWhat webhooks carry.\n\n${rules}\n\n| event | meaning |\n|---|---|\n${[...rows, ...aliases].join("\n")}\n`;
  return { name: "events", title: "Events", markdown };
}

/** The first paragraph of a page, in plain words. */
function summaryOf(markdown: string): string {
  const [paragraph = ""] = markdown
    .split(/\n{2,}/)
    .filter((part) => !/^(#|\||```|- |\d+\. |<)/.test(part.trim()));
  const plain = paragraph
    .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replace(/[`*]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return plain.length <= SUMMARY_CHARS ? plain : `${plain.slice(0, SUMMARY_CHARS).replace(/\s+\S*$/, "")}…`;
}

function index(guides: readonly Guide[]): string {
  const card = (path: string, title: string, text: string) =>
    `<li><a href="/docs/${path}"><strong>${escapeHtml(title)}</strong><span>${escapeHtml(text)}</span></a></li>`;
  const cards = guides.map((guide) => card(guide.name, guide.title, summaryOf(guide.markdown)));
  const reference = card(
    "api/",
    "API reference",
    "Every route with its fields, answers and errors, to try with a test key.",
  );
  return `<h1>Documentation</h1><p class="lead">Accept Kaspa on your own server, from the first test payment to going live.</p><ul class="cards">${cards.join("")}${reference}</ul>`;
}

function guidePage(guide: Guide, all: readonly Guide[]): string {
  const at = all.indexOf(guide);
  const body = markdownToHtml(guide.markdown);
  return framed({ ...guide, body, previous: all[at - 1], next: all[at + 1] }, all);
}
