import { expect, type Page } from "@playwright/test";

export interface PageWatch {
  /** Fails when the page made a request to another origin, broke its CSP, threw or logged an error. */
  assertClean(): void;
  readonly requests: string[];
  /** Documents loaded so far: a page that moves by itself loads one. */
  readonly documents: string[];
}

/** Records every request, CSP complaint and script error of a page. */
export function watchPage(page: Page, allowedOrigins: readonly string[]): PageWatch {
  const requests: string[] = [];
  const documents: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    requests.push(url);
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) documents.push(url);
    if (!/^(data|blob|about):/.test(url) && !allowedOrigins.includes(new URL(url).origin))
      faults.push(`foreign request ${url}`);
  });
  page.on("pageerror", (error) => faults.push(`script error ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    const { url } = message.location();
    // The browser's own line about the answer to "am I signed in?" before there is a session.
    if (/status of 401/.test(text) && url.includes("/trpc/auth.me")) return;
    if (message.type() === "error" || /Content.Security.Policy|Trusted.?Type/i.test(text))
      faults.push(`console ${text} ${url}`);
  });
  return { requests, documents, assertClean: () => expect(faults).toEqual([]) };
}
