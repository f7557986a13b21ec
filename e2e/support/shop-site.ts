// A shop's own web site: another origin than the gateway's, under the policy that the guide describes.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { build, type Rollup } from "vite";

export interface ShopSite {
  readonly url: string;
  close(): void;
}

/** Serves one page with this body, and `script` as /page.js. */
export async function startShopSite(gateway: string, body: string, script = ""): Promise<ShopSite> {
  const policy = [
    "default-src 'none'",
    `script-src ${gateway}${script ? " 'self'" : ""}`,
    `connect-src ${gateway}`,
    "style-src 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types lit-html${script ? " shop vue" : ""}`,
  ].join("; ");
  const server = createServer((request, response) => {
    if (request.url === "/page.js") {
      response.writeHead(200, { "content-type": "text/javascript; charset=utf-8" }).end(script);
      return;
    }
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
    });
    response.end(`<!doctype html><html lang="en"><title>A shop</title><h1>A shop</h1>${body}</html>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Bundles a page below e2e/pages as a shop would, with the development build of its framework: it checks the most. */
export async function bundlePage(name: string): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: "error",
    mode: "development",
    define: {
      "process.env.NODE_ENV": '"development"',
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    build: {
      write: false,
      minify: false,
      lib: {
        entry: resolve(import.meta.dirname, `../pages/${name}.ts`),
        formats: ["iife"],
        name: "page",
        fileName: () => "page.js",
      },
    },
  })) as Rollup.RollupOutput[];
  const [output] = built.flatMap((result) => result.output);
  if (!output || !("code" in output)) throw new Error(`${name} did not become a script`);
  return output.code;
}
