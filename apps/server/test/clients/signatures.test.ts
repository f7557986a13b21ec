// Every client judges deliveries and returns as packages/webhooks and the gateway do.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type RedirectProof, signRedirect } from "../../src/features/checkout/redirects.ts";
import { CLIENTS_FOLDER, describeClients, startDriver } from "./support/clients.ts";

interface Vector {
  readonly name: string;
  readonly expect: unknown;
}

const vectors = JSON.parse(readFileSync(`${CLIENTS_FOLDER}conformance/signatures.json`, "utf8")) as {
  webhooks: (Vector & { readonly body?: string })[];
  redirects: (Vector & { readonly secrets: readonly string[]; readonly url: string })[];
};

describeClients((client) => {
  test("W-13 judges every shared delivery and return as the file says, with no error of another kind", async () => {
    const driver = startDriver(client);
    const said: [string, unknown][] = [];
    for (const { name, expect: _, body, ...vector } of vectors.webhooks) {
      const bytes = body === undefined ? {} : { bodyBase64: Buffer.from(body).toString("base64") };
      const { error } = await driver.play("webhooks.verify", { ...vector, ...bytes });
      said.push([name, error === undefined ? "ok" : (error.reason ?? error.type)]);
    }
    for (const { name, expect: _, ...vector } of vectors.redirects) {
      const { ok, error } = await driver.play("redirects.verify", vector);
      said.push([name, error === undefined ? ok : error.type === "redirect" ? null : error.type]);
    }
    await driver.stop();
    const expected = [...vectors.webhooks, ...vectors.redirects].map((vector) => [
      vector.name,
      vector.expect,
    ]);
    expect(said).toEqual(expected);
  });
});

test("the gateway signs returns as the shared file says", () => {
  const genuine = vectors.redirects.filter(
    (vector) => typeof vector.expect === "object" && vector.expect !== null,
  );
  expect(genuine.length).toBeGreaterThan(5);
  for (const { name, secrets, url, expect: said } of genuine) {
    const { sig } = Object.fromEntries(new URL(url, "https://shop.example").searchParams);
    const signed = secrets.map((secret) => signRedirect(secret, said as RedirectProof));
    expect(signed, name).toContain(sig);
  }
});
