import { expect, type Page } from "@playwright/test";

export interface PageWatch {
  /** Fails when the page asked a foreign origin for anything, broke its CSP or threw. */
  assertClean(): void;
  readonly requests: string[];
}

/** Records every request, CSP complaint and script error of a page. */
export function watchPage(page: Page, allowedOrigins: readonly string[]): PageWatch {
  const requests: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    requests.push(url);
    if (!/^(data|blob|about):/.test(url) && !allowedOrigins.includes(new URL(url).origin))
      faults.push(`foreign request ${url}`);
  });
  page.on("pageerror", (error) => faults.push(`script error ${error.message}`));
  page.on("console", (message) => {
    if (/Content.Security.Policy|Trusted.?Type/i.test(message.text())) faults.push(`CSP ${message.text()}`);
  });
  return { requests, assertClean: () => expect(faults).toEqual([]) };
}
